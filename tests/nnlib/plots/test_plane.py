"""Points and lines in the plane, read back from the axes."""

from typing import Any, cast

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from nnlib import plots
from nnlib.datasets import logic_gate


def lines(ax: Axes) -> list[Any]:
    return list(ax.lines)


def draw(ax: Axes) -> None:
    FigureCanvasAgg(cast(Figure, ax.figure)).draw()


SQUARE = np.array([[-1.0, -1.0], [2.0, -1.0], [2.0, 1.5], [-1.0, 1.5]])
weight = st.floats(-5, 5).filter(lambda value: value == 0 or abs(value) > 1e-3)


def area(corners):
    x, y = corners.T
    return abs(x @ np.roll(y, -1) - y @ np.roll(x, -1)) / 2


@given(weight, weight, weight)
def test_a_half_plane_and_its_complement_make_the_whole(w1, w2, b):
    inside = plots.half_plane(SQUARE, [w1, w2], b)
    outside = plots.half_plane(SQUARE, [-w1, -w2], -b)
    assert (inside @ [w1, w2] + b >= -1e-9).all()
    assert (outside @ [w1, w2] + b <= 1e-9).all()
    if w1 or w2:
        assert area(inside) + area(outside) == pytest.approx(area(SQUARE))


def test_a_unit_without_weights_answers_one_thing_everywhere():
    assert area(plots.half_plane(SQUARE, [0, 0], 0.0)) == area(SQUARE)  # step(0) = 1
    assert plots.half_plane(SQUARE, [0, 0], -0.1).shape == (0, 2)


def test_the_boundary_lies_where_the_sum_is_zero_and_moves_no_limits():
    ax = plots.points(plots.axes(), *logic_gate("or"))
    before = ax.get_xlim(), ax.get_ylim()
    assert plots.boundary(ax, [2.0, 1.0], -0.5) is ax
    (line,) = lines(ax)
    for end in (line.get_xy1(), line.get_xy2()):
        assert np.dot([2.0, 1.0], end) - 0.5 == pytest.approx(0)
    draw(ax)
    assert (ax.get_xlim(), ax.get_ylim()) == before
    assert lines(plots.boundary(plots.points(plots.axes(), *logic_gate("or")), [0, 0], 1)) == []


def test_the_classes_differ_in_more_than_colour():
    ax = plots.points(plots.axes(), *logic_gate("xor"))
    marks: Any = ax.collections
    circles, squares = marks
    assert len(circles.get_offsets()) == len(squares.get_offsets()) == 2
    assert not np.array_equal(circles.get_paths()[0].codes, squares.get_paths()[0].codes)


def test_a_wrong_point_is_ringed_and_says_so():
    ax = plots.axes()
    assert plots.ring(ax, [1.0, 0.0], wrong=False) is ax
    assert ax.texts[:] == []
    plots.ring(ax, [1.0, 0.0], wrong=True)
    assert [text.get_text() for text in ax.texts] == ["wrong"]
