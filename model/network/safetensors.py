"""Writes files of the safetensors format: https://github.com/huggingface/safetensors#format."""

import json


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
