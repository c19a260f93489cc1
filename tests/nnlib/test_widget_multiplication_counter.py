"""The counter of multiplications says what is true of every depth, and shows it."""

import re

import numpy as np
import pytest

from nnlib import plots, widgets
from nnlib.costs import chain_costs


def said(widget):
    return re.sub(r"<[^>]+>", " ", widget.readout.value)


@pytest.mark.parametrize(
    ("depth", "counts"),
    [(1, [2, 2, 2, 2]), (3, [26, 18, 12, 10]), (100, [353_300, 20_000, 10_100, 398])],
)
def test_the_words_give_all_four_counts(depth, counts):
    widget = widgets.multiplication_counter()
    widget.controls["depth"].value = depth
    found = re.findall(r"(?:literal|each|kept|backpropagation) ([\d,]+)[,.]", said(widget))
    assert [int(count.replace(",", "")) for count in found] == counts


def test_the_words_tell_how_often_the_first_product_is_worked_out():
    # In the long expressions of three layers: twice, three times, and three times.
    assert "It works out w₁ · x 8 times, backpropagation once" in said(
        widgets.multiplication_counter()
    )


def test_the_lines_rise_with_the_powers_three_two_two_and_one():
    _, growth = widgets.multiplication_counter().panels
    slopes = []
    for line in growth.lines:
        depth, count = (np.asarray(values, float) for values in line.get_data())
        slopes.append(np.log(count[99] / count[49]) / np.log(depth[99] / depth[49]))
    assert slopes == pytest.approx([3, 2, 2, 1], abs=0.1)


def test_a_table_is_as_dark_as_its_counts():
    ax = plots.cost_tables(plots.axes(), chain_costs(9))
    shades = [np.asarray(image.get_array()) for image in ax.images]
    assert len(shades) == 4
    for shade, counts in zip(shades, chain_costs(9).values(), strict=True):
        assert (shade[counts == 0] == 1).all()
        order = np.argsort(counts, axis=None)
        assert (np.diff(shade[..., 0].ravel()[order]) <= 1e-12).all()


@pytest.mark.parametrize(("L", "numbered"), [(3, True), (6, True), (7, False)])
def test_numbers_stand_in_the_cells_of_few_layers(L, numbered):
    costs = chain_costs(L)
    ax = plots.cost_tables(plots.axes(), costs)
    words = [word for patch in ax.patches for word in str(patch.get_label()).split("\n")[1:]]
    for way, counts in costs.items():
        assert f"{way}: {counts.sum():,}" in words
    cells = sum(int((counts > 0).sum()) for counts in costs.values())
    ends = 2 if L > 6 else L
    assert len(words) == 4 + 4 * (2 * ends + 1) + numbered * (4 + cells)
