"""The matcher of shapes: how many products fit, and which is right, told from the index form."""

import itertools
import re

import pytest

from nnlib import widgets


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
