#!/usr/bin/python3
"""Writes test/fixtures/xgboost/: what real xgboost answers, for the tests of src/core/xgboost/ to equal."""

import json

import numpy as np
import xgboost

import mnist

OUT = mnist.ROOT / "test" / "fixtures" / "xgboost"
DIGITS = 400


def built_in():
    """`digits.bin`: test digits as 784 bytes of pixels and one of label each, then ten float32 probabilities each."""
    digits, labels = (array[:DIGITS] for array in mnist.load("t10k"))
    model = xgboost.Booster(model_file=mnist.ROOT / "media" / "model.ubj")
    probabilities = model.inplace_predict(digits.astype(np.float32) / np.float32(255))
    rows = np.hstack([digits, labels[:, np.newaxis]])
    (OUT / "digits.bin").write_bytes(rows.tobytes() + probabilities.astype("<f4").tobytes())


def small():
    """Small models over 5 features with missing values, as JSON and UBJSON, and `answers.json` to `rows`."""
    random = np.random.default_rng(7)
    rows = random.normal(size=(300, 5)).astype(np.float32)
    rows[random.random(rows.shape) < 0.2] = np.nan
    known = np.nan_to_num(rows, nan=0.7)
    labels = (known[:, 0] + known[:, 1] > 0).astype(int) + (known[:, 2] * known[:, 3] > 0.3)
    recipes = {
        "softprob": {"objective": "multi:softprob", "num_class": 3},
        "softmax": {"objective": "multi:softmax", "num_class": 3, "base_score": 0.25},
        "logistic": {"objective": "binary:logistic", "base_score": 0.3},
        "dart": {"objective": "multi:softprob", "num_class": 3, "booster": "dart", "rate_drop": 0.5, "one_drop": 1},
        "forest": {"objective": "multi:softprob", "num_class": 3, "num_parallel_tree": 2, "subsample": 0.5},
        "squarederror": {"objective": "reg:squarederror"},
        "linear": {"objective": "multi:softprob", "num_class": 3, "booster": "gblinear"},
    }
    answers = {}
    tried = rows[:40]
    for name, recipe in recipes.items():
        target = labels > 0 if name == "logistic" else labels
        model = xgboost.train({"max_depth": 3, "seed": 3, **recipe}, xgboost.DMatrix(rows, target), 6)
        for extension in ("json", "ubj"):
            model.save_model(OUT / f"{name}.{extension}")
        answers[name] = model.predict(xgboost.DMatrix(tried)).tolist()
    categories = xgboost.DMatrix(np.arange(300).reshape(-1, 1) % 4, labels, feature_types=["c"], enable_categorical=True)
    model = xgboost.train({"objective": "multi:softprob", "num_class": 3, "tree_method": "hist"}, categories, 1)
    model.save_model(OUT / "categorical.ubj")
    # Text, as JSON has no NaN.
    text = [[repr(float(value)) for value in row] for row in tried]
    (OUT / "answers.json").write_text(json.dumps({"rows": text, "answers": answers}))


if __name__ == "__main__":
    OUT.mkdir(parents=True, exist_ok=True)
    built_in()
    small()
