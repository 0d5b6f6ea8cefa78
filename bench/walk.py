#!/usr/bin/python3
"""Prints real XGBoost's milliseconds a row as JSON: medians on one thread, of the faster of its two ways to predict
(the array as it is, and in a DMatrix). Needs Debian's python3-xgboost."""

import json
import sys
import time
from pathlib import Path
from statistics import median

import numpy as np
import xgboost

sys.path.append(str(Path(__file__).resolve().parent.parent / "model"))
import mnist

rows, batch = map(int, sys.argv[1:])
digits = mnist.load("t10k")[0][:rows].astype(np.float32) / np.float32(255)
model = xgboost.Booster({"nthread": 1}, model_file="model/xgboost/mnist.ubj")


def measure(predict, size):
    times = []
    for start in range(0, rows, size):
        before = time.perf_counter()
        predict(digits[start : start + size])
        times.append(time.perf_counter() - before)
    return median(times) * 1000 / size


def milliseconds(size):
    in_matrix = lambda part: model.predict(xgboost.DMatrix(part, nthread=1))
    return min(measure(model.inplace_predict, size), measure(in_matrix, size))


print(json.dumps({"one": milliseconds(1), "batch": milliseconds(batch)}))
