#!/usr/bin/python3
"""Trains the XGBoost model; see README.md. Needs Debian's python3-xgboost and python3-pil."""

import argparse
import io
import math
import sys
import tarfile
import time
import zlib
from pathlib import Path

import numpy as np
import xgboost
from PIL import Image

from slim import slim

sys.path.append(str(Path(__file__).resolve().parent.parent))
import mnist

ROUNDS_PER_STAGE = 10

RECIPES = {
    "augmented": {
        "stages": 20,
        "copies": 2,
        # 16 gray levels: `slim` turns their thresholds into such of pixel / 255.
        "features": lambda pixels: pixels // 16,
        "slim": True,
        "parameters": {
            "objective": "multi:softprob",
            "max_depth": 8,
            "eta": 0.2,
            "gamma": 0.5,
            "min_child_weight": 1,
            "subsample": 0.7,
            "colsample_bytree": 0.3,
        },
    },
    # What SageMaker's introductory notebooks use, on MNIST as it is.
    "getting-started": {
        "stages": 1,
        "copies": 0,
        "features": lambda pixels: pixels / np.float32(255),
        "slim": False,
        "parameters": {
            "objective": "multi:softmax",
            "max_depth": 5,
            "eta": 0.2,
            "gamma": 4,
            "min_child_weight": 6,
            "subsample": 0.7,
        },
    },
}


def augment(digits, copies, random):
    """The digits and `copies` of each, rotated, sheared, scaled and shifted about the centre, uniformly."""
    result = np.empty((1 + copies, *digits.shape), np.uint8)
    result[0] = digits
    for copy in result[1:]:
        for row, source in zip(copy, digits):
            angle = math.radians(random.uniform(-12, 12))
            shear = random.uniform(-0.15, 0.15)
            wide, high = random.uniform(0.9, 1.1, 2)
            a, b = math.cos(angle) * wide, (math.cos(angle) * shear - math.sin(angle)) * high
            d, e = math.sin(angle) * wide, (math.sin(angle) * shear + math.cos(angle)) * high
            x, y = 14 + random.uniform(-1.2, 1.2, 2)
            inverse = (a, b, 14 - a * x - b * y, d, e, 14 - d * x - e * y)
            image = Image.fromarray(source.reshape(28, 28))
            row[:] = np.asarray(image.transform((28, 28), Image.Transform.AFFINE, inverse, Image.BILINEAR)).ravel()
    return result.reshape(-1, 784)


def train(recipe, digits, labels, threads):
    """A booster over what the recipe's `features` makes of pixels."""
    features = recipe["features"]
    test_digits, test_labels = mnist.load("t10k")
    test = xgboost.DMatrix(features(test_digits), test_labels)
    random = np.random.default_rng(1)
    booster = None
    # Fresh copies for every stage show the trees more of them than time and memory would hold at once.
    for stage in range(recipe["stages"]):
        rows = features(augment(digits, recipe["copies"], random))
        booster = xgboost.train(
            {
                "tree_method": "hist",
                "num_class": 10,
                "eval_metric": "merror",
                "nthread": threads,
                "seed": stage,
                **recipe["parameters"],
            },
            xgboost.QuantileDMatrix(rows, np.tile(labels, 1 + recipe["copies"]), nthread=threads),
            ROUNDS_PER_STAGE,
            evals=[(test, "test")],
            verbose_eval=ROUNDS_PER_STAGE,
            xgb_model=booster,
        )
    return booster


def test_error(model):
    """The percentage of MNIST's test digits that gets a wrong label, fed as callers do: pixel / 255."""
    digits, labels = mnist.load("t10k")
    answers = xgboost.Booster(model_file=bytearray(model)).inplace_predict(digits / np.float32(255))
    return 100 * np.mean((answers.argmax(axis=1) if answers.ndim == 2 else answers) != labels)


def read_extra(path):
    """Rows of 785 bytes: the pixels and the label."""
    rows = np.fromfile(path, np.uint8).reshape(-1, 785)
    return rows[:, :784], rows[:, 784]


def write_archive(path, model):
    """As a SageMaker training job leaves its product: a model.tar.gz with the one file `xgboost-model`."""
    with tarfile.open(path, "w:gz") as archive:
        entry = tarfile.TarInfo("xgboost-model")
        entry.size = len(model)
        archive.addfile(entry, io.BytesIO(model))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--recipe", choices=RECIPES, default="augmented")
    parser.add_argument("--out", type=Path, required=True, help="the model file, such as model/xgboost/mnist.ubj")
    parser.add_argument("--archive", type=Path, help="the same as SageMaker's model.tar.gz")
    parser.add_argument("--extra", type=Path, help="more training digits: rows of 784 bytes of pixels and one of label")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()

    started = time.time()
    recipe = RECIPES[options.recipe]
    digits, labels = mnist.load("train")
    if options.extra:
        extra_digits, extra_labels = read_extra(options.extra)
        digits, labels = np.vstack([digits, extra_digits]), np.concatenate([labels, extra_labels])
    booster = train(recipe, digits, labels, options.threads)
    model = slim(booster) if recipe["slim"] else bytes(booster.save_raw("ubj"))
    options.out.write_bytes(model)
    if options.archive:
        write_archive(options.archive, model)
    print(
        f"{options.out}: {test_error(model):.2f} % test error, {len(model):,} bytes, "
        f"{len(zlib.compress(model, 9)):,} deflated, {time.time() - started:.0f} s"
    )


if __name__ == "__main__":
    main()
