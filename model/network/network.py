"""The built-in network in PyTorch: what is trained, and what src/models/network/ computes again."""

from collections import OrderedDict

import torch
from torch import nn
from torch.nn import functional

CLASSES = 10


def _block(inputs, outputs, padding, pools=False):
    # Pooled first, a fourth of the numbers goes through what is the same before and behind it.
    return [
        nn.Conv2d(inputs, outputs, 3, padding=padding, bias=False),
        nn.BatchNorm2d(outputs),
        *([nn.MaxPool2d(2)] if pools else []),
        nn.ReLU(),
    ]


def trainable():
    """The network with batch normalization: n × 1 × 28 × 28 pixels, 0..1, to n × 10 scores."""
    return nn.Sequential(
        *_block(1, 16, 1, pools=True),
        *_block(16, 32, 1, pools=True),
        *_block(32, 64, 1),
        *_block(64, 64, 0),
        nn.AdaptiveAvgPool2d(1),
        nn.Flatten(),
        nn.Linear(64, CLASSES),
    ).to(memory_format=torch.channels_last)


def rounded(tensor):
    """16-bit floats that compress well: multiples of a 512th of the power of two that the greatest is below."""
    step = 2.0 ** (torch.frexp(tensor.abs().max()).exponent.item() - 9)
    return ((tensor / step).round() * step).half()


def folded(network):
    """The tensors that inference needs: each convolution with its batch normalization folded in, rounded."""
    tensors = OrderedDict()
    layers = list(network)
    convolutions = [(layer, layers[at + 1]) for at, layer in enumerate(layers) if isinstance(layer, nn.Conv2d)]
    for number, (convolution, normalization) in enumerate(convolutions, 1):
        scale = normalization.weight / torch.sqrt(normalization.running_var + normalization.eps)
        tensors[f"convolution{number}.weight"] = convolution.weight * scale[:, None, None, None]
        tensors[f"convolution{number}.bias"] = normalization.bias - normalization.running_mean * scale
    tensors["linear.weight"] = layers[-1].weight
    tensors["linear.bias"] = layers[-1].bias
    return OrderedDict((name, rounded(tensor.detach().contiguous())) for name, tensor in tensors.items())


def scores(tensors, pixels):
    """What the folded network says of n × 784 pixels, 0..255, plane by plane: n × 10 scores, in 32-bit arithmetic."""
    tensors = {name: tensor.float() for name, tensor in tensors.items()}

    def convolve(planes, number, padding):
        weight, bias = tensors[f"convolution{number}.weight"], tensors[f"convolution{number}.bias"]
        return functional.relu(functional.conv2d(planes, weight, bias, padding=padding))

    with torch.no_grad():
        planes = pixels.reshape(len(pixels), -1, 28, 28).float() / 255
        planes = functional.max_pool2d(convolve(planes, 1, 1), 2)
        planes = functional.max_pool2d(convolve(planes, 2, 1), 2)
        planes = convolve(convolve(planes, 3, 1), 4, 0)
        return functional.linear(planes.mean((2, 3)), tensors["linear.weight"], tensors["linear.bias"])
