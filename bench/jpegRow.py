"""The original service's way from a JPEG to its CSV row, measured: `jpegRow.py IDX FOLDER`.

Saves the first 300 pictures of an MNIST file as JPEGs in FOLDER and says "ready"; then each line on stdin is a round
over all of them, answered with the microseconds of the processor per picture and the SHA-256 of their rows. Needs Pillow and NumPy.
"""

import hashlib
import io
import pathlib
import sys
import time

import numpy as np
from PIL import Image

COUNT = 300

idx, folder = sys.argv[1], pathlib.Path(sys.argv[2])
folder.mkdir(parents=True, exist_ok=True)
pixels = np.frombuffer(pathlib.Path(idx).read_bytes(), np.uint8, offset=16)[: COUNT * 784].reshape(COUNT, 28, 28)
for index, picture in enumerate(pixels):
    Image.fromarray(picture).save(folder / f"{index:04}.jpg", quality=(75, 95, 100)[index % 3])
files = [path.read_bytes() for path in sorted(folder.glob("*.jpg"))]
print("ready", flush=True)

for _ in sys.stdin:
    start = time.process_time()
    rows = []
    for data in files:
        values = (np.array(Image.open(io.BytesIO(data))) / 255).flatten().tolist()
        rows.append(",".join([str(value) for value in values]))
    microseconds = (time.process_time() - start) / len(files) * 1e6
    print(microseconds, hashlib.sha256("\n".join(rows).encode()).hexdigest(), flush=True)
