"""Writes and reads files of the safetensors format: https://github.com/huggingface/safetensors#format."""

import json
import math

import torch


def encode(tensors, metadata):
    """The file of 16-bit PyTorch tensors by name, with `metadata` (text by name) in its header."""
    header, data = {"__metadata__": metadata}, b""
    for name, tensor in tensors.items():
        content = tensor.numpy().astype("<f2").tobytes()
        header[name] = {
            "dtype": "F16",
            "shape": list(tensor.shape),
            "data_offsets": [len(data), len(data) + len(content)],
        }
        data += content
    text = json.dumps(header).encode()
    # Padded with spaces, so that the numbers are aligned.
    text += b" " * (-len(text) % 8)
    return len(text).to_bytes(8, "little") + text + data


def decode(content):
    """The 16-bit tensors that `encode` wrote, by name."""
    start = 8 + int.from_bytes(content[:8], "little")
    header = json.loads(content[8:start])
    data = bytearray(content[start:])
    return {
        name: torch.frombuffer(data, dtype=torch.float16, count=math.prod(entry["shape"]), offset=entry["data_offsets"][0])
        .reshape(entry["shape"])
        .clone()
        for name, entry in header.items()
        if name != "__metadata__"
    }
