"""The matcher of shapes: how many products fit, and which is right, told from the index form."""

import itertools
import re

import numpy as np
import pytest
from matplotlib.patches import Rectangle

from nnlib import plots, widgets
from nnlib.plots import Block, Product


def said(widget):
    return re.sub(r"<[^>]+>", " ", widget.readout.value)


def set_to(**values):
    widget = widgets.shape_matcher()
    for name, value in values.items():
        widget.controls[name].value = value
    return widget


def told(widget):
    found = re.search(
        r"and (\d) of them fit: (.+?)\. Right by numbers .*?:\s+(.+?) *\.", said(widget)
    )
    assert found
    return int(found[1]), found[2].split(", "), found[3].split(", ")


@pytest.mark.parametrize(
    ("m", "d", "h", "fits"),
    [(3, 10, 5, 1), (3, 4, 4, 2), (4, 4, 4, 8), (4, 4, 3, 2), (4, 3, 4, 2), (2, 3, 4, 1)],
)
def test_how_many_products_fit(m, d, h, fits):
    count, names, right = told(set_to(samples=m, inputs=d, outputs=h))
    # Counted anew, from shapes alone.
    shapes = {"X": (m, d), "Xᵀ": (d, m), "D": (m, h), "Dᵀ": (h, m)}
    fitting = {
        f"{one} {other}"
        for one, other in itertools.permutations(shapes, 2)
        if one[0] != other[0]
        and shapes[one][1] == shapes[other][0]
        and (shapes[one][0], shapes[other][1]) == (d, h)
    }
    assert count == len(names) == len(fitting) == fits
    assert set(names) == fitting
    assert right == ["Xᵀ D"]


@pytest.mark.parametrize(("m", "d", "h"), [(2, 3, 4), (4, 4, 4), (7, 7, 2), (10, 10, 10)])
def test_the_gradient_by_the_input_is_found_too(m, d, h):
    _, names, right = told(set_to(gradient="X", samples=m, inputs=d, outputs=h))
    assert "D Wᵀ" in names
    assert right == ["D Wᵀ"]


def test_numbers_may_stand_in_any_order():
    widget = set_to(samples=1, inputs=1, outputs=1)
    count, _, right = told(widget)
    assert count == len(right) == 8


def test_a_product_that_cannot_be_has_no_shape():
    text = said(set_to())
    assert "Of 8 candidates 2 can be multiplied" in text
    assert re.search(r"X D\s+none\s+impossible, 10 ≠ 3", text)
    assert re.search(r"Dᵀ X\s+\(5, 10\)\s+another shape", text)


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
