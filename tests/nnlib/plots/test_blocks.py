"""Products of matrices as blocks, read back from the axes."""

import itertools

import numpy as np
from matplotlib.patches import Rectangle

from nnlib import plots
from nnlib.plots import Block, Product


def test_blocks_have_true_proportions_and_keep_apart():
    line = Product("a line", [Block("A", (2, 7)), "·", Block("B", (7, 1)), "=", Block("C", (2, 1))])
    ax = plots.products(plots.axes(), [line, line], columns=2)
    blocks = [patch for patch in ax.patches if isinstance(patch, Rectangle)]
    shapes = [(round(block.get_height()), round(block.get_width())) for block in blocks]
    assert shapes == 2 * [(2, 7), (7, 1), (2, 1)]
    assert ax.get_aspect() == 1
    for one, other in itertools.combinations(blocks, 2):
        assert not one.get_bbox().overlaps(other.get_bbox())
    (left, right), (low, high) = ax.get_xlim(), ax.get_ylim()
    assert all(left < b.get_bbox().x0 and b.get_bbox().x1 < right for b in blocks)
    assert all(low < b.get_bbox().y0 and b.get_bbox().y1 < high for b in blocks)
    words = [word for patch in ax.patches for word in str(patch.get_label()).split("\n")[1:]]
    assert words.count("(2, 7)") == words.count("a line") == 2


def test_what_is_known_shows_by_more_than_colour():
    kinds = ("plain", "forward", "backward", "new")
    parts = [Block("A", (1, 1), kind) for kind in kinds]
    ax = plots.products(plots.axes(), [Product("", parts)])
    drawn = [patch for patch in ax.patches if isinstance(patch, Rectangle)]
    lines = [(patch.get_linewidth(), patch.get_linestyle()) for patch in drawn]
    assert len(set(lines)) == len(kinds)
    assert np.ptp([width for width, _ in lines]) > 1
