#!/usr/bin/python3
"""Asks a SageMaker endpoint with boto3: `sageMaker.py URL COUNT` for the first COUNT of MNIST's test digits.

Told on stdin: `single` (a digit a request, eight threads), `batched ROWS` (so many rows a request, one after the other).
Answers with the seconds, from pixels to labels. Needs boto3 and NumPy (Debian's python3-boto3, python3-numpy)."""

import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import boto3
import numpy as np
from botocore.config import Config

sys.path.append(str(Path(__file__).resolve().parent.parent / "model"))
import mnist

THREADS = 8

url, count = sys.argv[1], int(sys.argv[2])
digits = mnist.load("t10k")[0][:count]
runtime = boto3.client("sagemaker-runtime", endpoint_url=url, config=Config(max_pool_connections=THREADS))


def ask(rows):
    body = "\n".join(",".join([str(value) for value in row]) for row in (rows / 255).tolist())
    answer = runtime.invoke_endpoint(EndpointName="digits", ContentType="text/csv", Accept="text/csv", Body=body)
    return [int(float(label)) for label in answer["Body"].read().decode().split()]


def run(way, rows=1):
    parts = [digits[start : start + rows] for start in range(0, count, rows)]
    if way == "batched":
        return [label for part in parts for label in ask(part)]
    with ThreadPoolExecutor(THREADS) as pool:
        return [label for labels in pool.map(ask, parts) for label in labels]


print("ready", flush=True)
for line in sys.stdin:
    way, *rows = line.split()
    started = time.perf_counter()
    labels = run(way, *map(int, rows))
    assert len(labels) == count
    print(time.perf_counter() - started, flush=True)
