#!/usr/bin/python3
"""Writes samples/: test digits of MNIST as pictures to try, two of each as JPEG, and a PNG."""

import numpy as np
from PIL import Image

import mnist

OUT = mnist.ROOT / "samples"


def main():
    OUT.mkdir(exist_ok=True)
    digits, labels = mnist.load("t10k")
    for label in range(10):
        first, second, third = (Image.fromarray(digits[i].reshape(28, 28)) for i in np.flatnonzero(labels == label)[:3])
        first.save(OUT / f"{label}_1.jpg", quality=95)
        second.save(OUT / f"{label}_2.jpg", quality=95)
        if label == 3:
            third.save(OUT / "3.png")


if __name__ == "__main__":
    main()
