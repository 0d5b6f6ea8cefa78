#!/usr/bin/python3
"""Trains the built-in network; see ../README.md. Needs Debian's python3-torch."""

import argparse
import sys
import time
from pathlib import Path
from queue import Queue
from threading import Thread

import numpy as np
import torch
from torch.nn import functional

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
import mnist
from augment import augment
from network import CLASSES, folded, scores, trainable
from safetensors import encode

OUT = mnist.ROOT / "media" / "digits.safetensors"
FIXTURE = mnist.ROOT / "test" / "fixtures" / "network" / "digits.bin"
FIXTURE_DIGITS = 400

# How many digits of a batch come from each source; see trainingRows.ts.
BATCH = {"mnist": 54, "photos": 30, "scans": 8, "inverted": 6, "fonts": 22, "nonDigits": 8}
BATCHES = 32_000
LEARNING_RATE = 6e-3
WEIGHT_DECAY = 0.02
LABEL_SMOOTHING = 0.02


class Source:
    """Digits in random order, all of them before any comes again."""

    def __init__(self, digits, labels):
        self.digits, self.labels = torch.from_numpy(digits), torch.from_numpy(labels.astype(np.int64))
        self.order = torch.empty(0, dtype=torch.int64)

    def take(self, count):
        if len(self.order) < count:
            self.order = torch.cat([self.order, torch.randperm(len(self.labels))])
        chosen, self.order = self.order[:count], self.order[count:]
        return self.digits[chosen], self.labels[chosen]


def read_rows(path, planes=1):
    """Rows of 785 bytes: the pixels, and the label, which is 10 for what is no digit; with two planes of 1569."""
    rows = np.fromfile(path, np.uint8).reshape(-1, 784 * planes + 1)
    return rows[:, :-1].copy(), rows[:, -1].copy()


def targets(labels):
    """Smoothed one-hot rows; what is no digit is to look like all classes alike."""
    wanted = torch.full((len(labels), CLASSES), 1 / CLASSES)
    is_digit = labels < CLASSES
    one_hot = functional.one_hot(labels[is_digit], CLASSES).float()
    wanted[is_digit] = one_hot * (1 - LABEL_SMOOTHING) + LABEL_SMOOTHING / CLASSES
    return wanted


def draw(sources, batches):
    """So many batches: n × 1 × 28 × 28 pixels, 0..1, and what the network is to answer."""
    for _ in range(batches):
        parts = [sources[name].take(count) for name, count in BATCH.items()]
        pixels = torch.cat([digits for digits, _ in parts]).view(-1, 1, 28, 28).float() / 255
        wanted = targets(torch.cat([labels for _, labels in parts]))
        yield augment(pixels).contiguous(memory_format=torch.channels_last), wanted


def ahead(items):
    """The items, made in a thread of their own. PyTorch's own threads gain nothing on a batch as small as ours."""
    made = Queue(maxsize=8)
    end = object()

    def make():
        for item in items:
            made.put(item)
        made.put(end)

    Thread(target=make, daemon=True).start()
    return iter(made.get, end)


def optimize(optimizer, batches, count, warm_up, loss_of):
    """Goes down the loss of so many batches, with a one-cycle rate that rises for a share of them."""
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, optimizer.defaults["lr"], total_steps=count, pct_start=warm_up, final_div_factor=1000
    )
    started, total = time.time(), 0.0
    for batch, (pixels, wanted) in enumerate(ahead(batches), 1):
        loss = loss_of(pixels, wanted)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()
        schedule.step()
        total += loss.item()
        if batch % 500 == 0:
            print(f"{batch} of {count} batches, {time.time() - started:.0f} s, loss {total / 500:.4f}", flush=True)
            total = 0.0


def train(sources, batches):
    """A network in evaluation mode."""
    network = trainable()
    # Biases and batch normalization are not pulled towards 0.
    decayed = [parameter for parameter in network.parameters() if parameter.ndim > 1]
    free = [parameter for parameter in network.parameters() if parameter.ndim == 1]
    optimizer = torch.optim.AdamW(
        [{"params": decayed, "weight_decay": WEIGHT_DECAY}, {"params": free, "weight_decay": 0}], lr=LEARNING_RATE
    )

    def loss_of(pixels, wanted):
        return -(wanted * functional.log_softmax(network(pixels), 1)).sum(1).mean()

    optimize(optimizer, draw(sources, batches), batches, 0.15, loss_of)
    return network.eval()


def calibrate(answers, labels):
    """The temperature that makes the labels most likely (Guo et al. 2017, "On Calibration of Modern Neural Networks")."""
    temperatures = np.geomspace(0.25, 4, 400)
    losses = [functional.cross_entropy(answers / temperature, labels).item() for temperature in temperatures]
    return float(temperatures[int(np.argmin(losses))])


def right(tensors, digits, labels):
    """The percentage of labels that the network gets right."""
    answers = torch.cat([scores(tensors, part) for part in torch.from_numpy(digits).split(1000)])
    return 100 * (answers.argmax(1).numpy() == labels).mean()


def print_doubt(answers, labels, temperature):
    """How often the label is right where its probability is low: what src/core/prediction.ts takes its bound from."""
    best, chosen = functional.softmax(answers / temperature, 1).max(1)
    for low, high in ((0, 0.5), (0.5, 0.6), (0.6, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 1.01)):
        inside = (best >= low) & (best < high)
        share = 100 * (chosen == labels)[inside].float().mean().item()
        print(f"  probability {low} to {min(high, 1)}: {inside.sum().item()} photos, {share:.1f} % right")


def write_fixture(tensors, temperature):
    """What PyTorch answers to MNIST's first test digits: ten float32 probabilities each."""
    digits = torch.from_numpy(mnist.load("t10k")[0][:FIXTURE_DIGITS].copy())
    probabilities = functional.softmax(scores(tensors, digits) / temperature, 1)
    FIXTURE.parent.mkdir(parents=True, exist_ok=True)
    FIXTURE.write_bytes(probabilities.numpy().astype("<f4").tobytes())


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=Path, required=True, help="the folder with what trainingRows.ts wrote")
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--batches", type=int, default=BATCHES)
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(1)

    digits, labels = (array[: mnist.TRAINING].copy() for array in mnist.load("train"))
    sources = {"mnist": Source(digits, labels)}
    sources |= {name: Source(*read_rows(options.rows / f"{name}.bin")) for name in BATCH if name != "mnist"}
    tensors = folded(train(sources, options.batches))

    photos, photo_labels = read_rows(options.rows / "validation.bin")
    answers, wanted = scores(tensors, torch.from_numpy(photos)), torch.from_numpy(photo_labels.astype(np.int64))
    temperature = calibrate(answers, wanted)
    content = encode(tensors, {"temperature": f"{temperature:.4f}"})
    options.out.write_bytes(content)
    held_digits, held_labels = (array[mnist.TRAINING :] for array in mnist.load("train"))
    print(f"{options.out}: {len(content):,} bytes, temperature {temperature:.4f}")
    print(f"right of MNIST's held-out training digits: {right(tensors, held_digits.copy(), held_labels):.2f} %")
    print(f"right of photos of these: {right(tensors, photos, photo_labels):.2f} %")
    print_doubt(answers, wanted, temperature)
    if options.out == OUT:
        write_fixture(tensors, temperature)


if __name__ == "__main__":
    main()
