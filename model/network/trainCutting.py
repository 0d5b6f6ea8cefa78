#!/usr/bin/python3
"""Trains the cutting network on top of the built-in one; see ../README.md. Needs Debian's python3-torch."""

import argparse
import sys
from collections import OrderedDict
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
import mnist
from augment import augment
from network import CLASSES, rounded, scores
from safetensors import decode, encode
from train import OUT as BUILT_IN
from train import Source, calibrate, optimize, read_rows

OUT = mnist.ROOT / "src" / "models" / "network" / "cutting.safetensors"

NO_DIGIT = CLASSES
# A segment alone, and all ink around it.
PLANES = 2
# How many segments of a batch come from each source: whole digits of numbers, what is none, letters and scribbles, and
# MNIST's digits as they are.
BATCH = {"digits": 44, "wrong": 64, "others": 8, "mnist": 12}
BATCHES = 2500
LEARNING_RATE = 2e-3


def start(tensors):
    """The built-in network's parameters, with a second plane and an eleventh class that it knows nothing of yet."""
    parameters = OrderedDict((name, tensor.float()) for name, tensor in tensors.items())
    first = parameters["convolution1.weight"]
    parameters["convolution1.weight"] = torch.cat([first, torch.zeros_like(first)], 1)
    weight, bias = parameters["linear.weight"], parameters["linear.bias"]
    parameters["linear.weight"] = torch.cat([weight, torch.zeros(1, weight.shape[1])])
    parameters["linear.bias"] = torch.cat([bias, bias.mean().view(1)])
    return OrderedDict((name, nn.Parameter(tensor)) for name, tensor in parameters.items())


def forward(tensors, planes):
    for number, padding in ((1, 1), (2, 1), (3, 1), (4, 0)):
        weight, bias = tensors[f"convolution{number}.weight"], tensors[f"convolution{number}.bias"]
        planes = functional.relu(functional.conv2d(planes, weight, bias, padding=padding))
        planes = functional.max_pool2d(planes, 2) if number < 3 else planes
    return functional.linear(planes.mean((2, 3)), tensors["linear.weight"], tensors["linear.bias"])


def draw(sources, batches):
    """So many batches: n × 2 × 28 × 28 pixels, 0..1, and their labels."""
    for _ in range(batches):
        parts = [sources[name].take(count) for name, count in BATCH.items()]
        pixels = torch.cat([digits for digits, _ in parts]).view(-1, PLANES, 28, 28).float() / 255
        changed = torch.where(torch.rand(len(pixels), 1, 1, 1) < 0.5, augment(pixels), pixels)
        yield changed.contiguous(memory_format=torch.channels_last), torch.cat([labels for _, labels in parts])


def train(parameters, sources, batches):
    optimizer = torch.optim.AdamW(parameters.values(), lr=LEARNING_RATE, weight_decay=0.01)

    def loss_of(pixels, labels):
        return functional.cross_entropy(forward(parameters, pixels), labels)

    optimize(optimizer, draw(sources, batches), batches, 0.1, loss_of)
    return OrderedDict((name, rounded(tensor.detach().contiguous())) for name, tensor in parameters.items())


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=Path, required=True, help="the folder with what cuttingRows.ts wrote")
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--batches", type=int, default=BATCHES)
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(1)

    halves = [read_rows(options.rows / f"segments{half}.bin", PLANES) for half in (1, 2)]
    pixels, labels = (np.concatenate(parts) for parts in zip(*halves))
    whole = labels < NO_DIGIT
    digits, digit_labels = (array[: mnist.TRAINING].copy() for array in mnist.load("train"))
    sources = {
        "digits": Source(pixels[whole], labels[whole]),
        "wrong": Source(pixels[~whole], labels[~whole]),
        "others": Source(*read_rows(options.rows / "otherSegments.bin", PLANES)),
        # Without neighbours both planes are the same.
        "mnist": Source(np.tile(digits, PLANES), digit_labels),
    }
    print(f"{whole.sum()} whole digits, {(~whole).sum()} wrong segments")
    tensors = train(start(decode(BUILT_IN.read_bytes())), sources, options.batches)

    held, wanted = (torch.from_numpy(array) for array in read_rows(options.rows / "heldSegments.bin", PLANES))
    answers, wanted = torch.cat([scores(tensors, part) for part in held.split(1000)]), wanted.long()
    temperature = calibrate(answers, wanted)
    content = encode(tensors, {"temperature": f"{temperature:.4f}"})
    options.out.write_bytes(content)
    chosen, is_digit = answers.argmax(1), wanted < NO_DIGIT
    print(f"{options.out}: {len(content):,} bytes, temperature {temperature:.4f}")
    print(f"right of whole digits: {100 * (chosen == wanted)[is_digit].float().mean():.2f} %")
    print(f"wrong segments known as such: {100 * (chosen == NO_DIGIT)[~is_digit].float().mean():.2f} %")


if __name__ == "__main__":
    main()
