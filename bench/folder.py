#!/usr/bin/python3
"""Predicts the pictures of a folder with model/xgboost/mnist.ubj, as `folder.py FOLDER` is told line by line on stdin.

`service FIRST END`: the original service's way, a picture at a time, for these pictures: Pillow, `np.array(…) / 255`,
`str` of each value, predict. `batched`: as one would write it for speed: two processes, 500 pictures at a time. Both
are answered with a line of JSON: seconds, and the labels in the order of the names. Needs Pillow, NumPy and xgboost (Debian's python3-pil,
python3-numpy, python3-xgboost)."""

import json
import multiprocessing
import os
import sys
import time

import numpy as np
import xgboost
from PIL import Image

BATCH = 500

folder = sys.argv[1]
model = xgboost.Booster({"nthread": 1}, model_file="model/xgboost/mnist.ubj")


def service(paths):
    labels = []
    for path in paths:
        values = (np.array(Image.open(path)) / 255).flatten().tolist()
        row = ",".join([str(value) for value in values])
        assert row
        # The container's parsing of the row is left out: it would be its own time.
        probabilities = model.inplace_predict(np.array([values], dtype=np.float32))
        labels.append(int(probabilities[0].argmax()))
    return labels


def predict_batch(paths):
    pixels = np.stack([np.asarray(Image.open(path)) for path in paths]).reshape(len(paths), -1)
    return model.inplace_predict(pixels.astype(np.float32) / np.float32(255)).argmax(axis=1).tolist()


if __name__ == "__main__":
    with multiprocessing.Pool(2) as pool:

        def batched(paths):
            parts = [paths[start : start + BATCH] for start in range(0, len(paths), BATCH)]
            return [label for labels in pool.imap(predict_batch, parts) for label in labels]

        print("ready", flush=True)
        for line in sys.stdin:
            way, *bounds = line.split()
            started = time.perf_counter()
            paths = [os.path.join(folder, name) for name in sorted(os.listdir(folder))]
            labels = {"service": service, "batched": batched}[way](paths[slice(*map(int, bounds))] if bounds else paths)
            print(json.dumps({"seconds": time.perf_counter() - started, "labels": labels}), flush=True)
