#!/usr/bin/python3
"""Writes test/fixtures/xgboost/: what real xgboost answers, for the tests of src/models/xgboost/ to equal."""

import json
import sys
from pathlib import Path

import numpy as np
import xgboost

sys.path.append(str(Path(__file__).resolve().parent.parent))
import mnist

OUT = mnist.ROOT / "test" / "fixtures" / "xgboost"
DIGITS = 400


def mnist_digits():
    """`digits.bin`: test digits as 784 bytes of pixels and one of label each, then ten float32 probabilities each.

    `margins.bin`: the float32 sums that these are the softmax of, ten each, to be equal to the bit.
    """
    digits, labels = (array[:DIGITS] for array in mnist.load("t10k"))
    model = xgboost.Booster(model_file=Path(__file__).with_name("mnist.ubj"))
    pixels = digits.astype(np.float32) / np.float32(255)
    probabilities = model.inplace_predict(pixels)
    margins = model.inplace_predict(pixels, predict_type="margin")
    rows = np.hstack([digits, labels[:, np.newaxis]])
    (OUT / "digits.bin").write_bytes(rows.tobytes() + probabilities.astype("<f4").tobytes())
    (OUT / "margins.bin").write_bytes(margins.astype("<f4").tobytes())


def small():
    """Models over 5 features with missing values, as JSON and UBJSON, and `answers.json` to some rows."""
    random = np.random.default_rng(7)
    rows = random.normal(size=(300, 5)).astype(np.float32)
    rows[random.random(rows.shape) < 0.2] = np.nan
    known = np.nan_to_num(rows, nan=0.7)
    labels = (known[:, 0] + known[:, 1] > 0).astype(int) + (known[:, 2] * known[:, 3] > 0.3)
    softprob = {"objective": "multi:softprob", "num_class": 3, "max_depth": 3, "seed": 3}
    tried = xgboost.DMatrix(rows[:40])
    answers = {}

    def save(name, recipe, labels=labels):
        model = xgboost.train(recipe, xgboost.DMatrix(rows, labels), 6)
        model.save_model(OUT / f"{name}.json")
        model.save_model(OUT / f"{name}.ubj")
        answers[name] = model.predict(tried).tolist()

    save("softprob", softprob)
    save("softmax", softprob | {"objective": "multi:softmax", "base_score": 0.25})
    save("dart", softprob | {"booster": "dart", "rate_drop": 0.5, "one_drop": 1})
    save("forest", softprob | {"num_parallel_tree": 2, "subsample": 0.5})
    save("logistic", {"objective": "binary:logistic", "max_depth": 3, "base_score": 0.3}, labels > 0)
    # As text, since JSON has no NaN.
    text = [[str(value) for value in row] for row in rows[:40]]
    (OUT / "answers.json").write_text(json.dumps({"rows": text, "answers": answers}))


def unsupported():
    """Models of kinds that are refused."""
    rows = np.arange(200).reshape(-1, 1) % 4
    labels = rows[:, 0] % 3
    softprob = {"objective": "multi:softprob", "num_class": 3}
    data = xgboost.DMatrix(rows, labels)
    categories = xgboost.DMatrix(rows, labels, feature_types=["c"], enable_categorical=True)
    for name, recipe, data in (
        ("squarederror", {"objective": "reg:squarederror"}, data),
        ("linear", softprob | {"booster": "gblinear"}, data),
        ("categorical", softprob | {"tree_method": "hist"}, categories),
    ):
        xgboost.train(recipe, data, 1).save_model(OUT / f"{name}.ubj")


if __name__ == "__main__":
    OUT.mkdir(parents=True, exist_ok=True)
    mnist_digits()
    small()
    unsupported()
