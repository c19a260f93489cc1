"""Measured slopes, read back from the axes."""

from typing import Any

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg

from nnlib import plots


def lines(ax: Axes) -> list[Any]:
    return list(ax.lines)


def cube(x):
    return x**3


def slope(line):
    (x0, y0), (x1, y1) = line.get_xydata()
    return (y1 - y0) / (x1 - x0)


def test_the_lines_have_the_slopes_that_are_measured():
    ax = plots.axes()
    ax.set_xlim(0, 4)
    tangent, forward, ahead, central, around, here = lines(plots.secants(ax, cube, 2, 1, 12))
    # (27 − 8) / 1 and (27 − 1) / 2
    assert [slope(line) for line in (tangent, forward, central)] == pytest.approx([12, 19, 13])
    assert ahead.get_xydata().tolist() == [[2, 8], [3, 27]]
    assert around.get_xydata().tolist() == [[1, 1], [3, 27]]
    assert here.get_xydata().tolist() == [[2, 8]]
    for line in (forward, central):
        assert np.interp(3, *line.get_xydata().T) == pytest.approx(27)
        assert line.get_xdata().tolist() == [0, 4]
    names = [line.get_label() for line in (tangent, forward, central)]
    assert names == ["tangent", "forward difference", "central difference"]
    looks = {(line.get_color(), line.get_linestyle()) for line in (tangent, forward, central)}
    assert len(looks) == 3


def test_a_step_too_small_to_move_x_gives_level_lines():
    ax = plots.axes()
    _, forward, _, central, _, _ = lines(plots.secants(ax, cube, 2, 1e-17, 12))
    assert (slope(forward), slope(central)) == (0, 0)


def test_errors_lie_where_they_belong_and_none_at_the_bottom():
    h = np.array([1e-8, 1e-4, 1.0])
    ax = plots.slope_error_frame(plots.axes())
    plots.slope_errors(ax, h, {"complex step": [0, 1e-9, 0.1], "central difference": [1, 2, 3]})
    none, central = lines(ax)
    bottom, top = ax.get_ylim()
    assert bottom < none.get_ydata()[0] < 1e-17
    assert none.get_ydata()[1:].tolist() == [1e-9, 0.1]
    assert central.get_xydata().tolist() == [[1e-8, 1], [1e-4, 2], [1, 3]]
    assert top > 3
    assert [line.get_label() for line in (none, central)] == ["complex step", "central difference"]
    FigureCanvasAgg(ax.figure).draw()  # type: ignore[arg-type]
    assert ax.get_yticklabels()[0].get_text() == "0"


def test_what_does_not_fit_is_told_by_name():
    ax = plots.axes()
    with pytest.raises(ValueError, match="h must be above 0"):
        plots.secants(ax, cube, 1, 0, 3)
    with pytest.raises(ValueError, match=r"errors must be one of .*, but was 'guess'"):
        plots.slope_errors(ax, [1.0], {"guess": [1.0]})
    with pytest.raises(ValueError, match="'complex step'"):
        plots.slope_errors(ax, [1.0, 0.1], {"complex step": [1.0]})
