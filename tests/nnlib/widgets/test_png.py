"""Pixels as a PNG."""

from io import BytesIO

import numpy as np
import pytest
from matplotlib.image import imread

from nnlib.widgets.png import png


@pytest.mark.parametrize("shape", [(1, 1, 3), (2, 5, 3), (40, 31, 3)])
def test_a_png_holds_the_very_pixels(shape):
    pixels = np.random.default_rng(1).integers(0, 256, shape, np.uint8)
    # A reader checks the sums of all chunks, and gives shares of 255.
    assert (np.rint(255 * imread(BytesIO(png(pixels)))) == pixels).all()
