"""Other ways to write the same digit: turned, sheared, scaled, shifted, bent, bolder and thinner."""

import math

import torch
from torch.nn import functional

ROTATION = math.radians(12)
SHEAR = 0.2
SCALE = 0.13
SHIFT = 1.6
"""In pixels."""
BEND = 0.065
"""The standard deviation of the displacement at the nodes of a grid, of which half the picture's side is 1."""
BEND_NODES = 6
THICKNESS = 0.6
"""How far each pixel goes towards the greatest, or the least, of its 3×3."""


def augment(pixels):
    """Each of n × planes × 28 × 28 pixels changed by its own lot; half of them keep the thickness of their strokes."""
    count = len(pixels)

    def lot(reach):
        return (2 * torch.rand(count) - 1) * reach

    angle, shear = lot(ROTATION), lot(SHEAR)
    wide, high = 1 + lot(SCALE), 1 + lot(SCALE)
    right, down = lot(SHIFT / 14), lot(SHIFT / 14)
    cosine, sine = angle.cos(), angle.sin()
    affine = torch.stack(
        [cosine * wide, (cosine * shear - sine) * high, right, sine * wide, (sine * shear + cosine) * high, down], 1
    )
    grid = functional.affine_grid(affine.view(count, 2, 3), (count, 1, 28, 28), align_corners=False)
    nodes = torch.randn(count, 2, BEND_NODES, BEND_NODES) * torch.rand(count, 1, 1, 1) * BEND
    bend = functional.interpolate(nodes, size=28, mode="bicubic", align_corners=False).permute(0, 2, 3, 1)
    moved = functional.grid_sample(pixels, grid + bend, padding_mode="zeros", align_corners=False)

    bolder = functional.max_pool2d(moved, 3, 1, 1)
    thinner = -functional.max_pool2d(-moved, 3, 1, 1)
    share = lot(1).view(count, 1, 1, 1) * THICKNESS
    # Thinning takes more from a stroke than thickening gives to it.
    changed = torch.where(share > 0, moved + share * (bolder - moved), moved - 0.6 * share * (thinner - moved))
    return torch.where(torch.rand(count, 1, 1, 1) < 0.5, changed, moved)
