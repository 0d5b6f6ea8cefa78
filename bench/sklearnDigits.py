#!/usr/bin/python3
"""Writes scikit-learn's 1,797 handwritten digits (8×8, from 43 writers; UCI's "Optical Recognition of Handwritten
Digits") as JPEGs of 64×64 into a folder, each twice: LABEL_NUMBER_light.jpg, white on black, and LABEL_NUMBER_dark.jpg,
black on white. Needs Debian's python3-sklearn, python3-pil."""

import sys
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps
from sklearn.datasets import load_digits

folder = Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)
digits = load_digits()
for number, (picture, label) in enumerate(zip(digits.images, digits.target)):
    pixels = np.round(picture * (255 / 16)).astype(np.uint8)
    image = Image.fromarray(pixels).resize((64, 64), Image.Resampling.BICUBIC)
    image.save(folder / f"{label}_{number:04}_light.jpg", quality=90)
    ImageOps.invert(image).save(folder / f"{label}_{number:04}_dark.jpg", quality=90)
