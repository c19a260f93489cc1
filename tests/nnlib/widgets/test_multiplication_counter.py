"""The counter of multiplications says what is true of every depth, and shows it."""

import re

import numpy as np
import pytest

from nnlib import widgets


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
