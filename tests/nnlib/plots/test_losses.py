"""Falling losses and ways down, read back from the axes."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg

from nnlib import plots


def lines(ax: Axes) -> list[Any]:
    return list(ax.lines)


def texts(ax) -> list[str]:
    return [text.get_text() for text in ax.texts]


def bowl(a, b):
    return a**2 + 4 * b**2


def test_a_loss_curve_starts_before_the_first_update():
    ax = plots.loss_curve(plots.axes(), [3.0, 2.0, 1.5])
    assert lines(ax)[0].get_xydata().tolist() == [[0, 3], [1, 2], [2, 1.5]]
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("updates", "mean loss")


def test_runs_differ_in_more_than_colour_and_carry_their_names():
    runs = {f"run {k}": np.full(k + 2, 0.5 + k) for k in range(8)}
    ax = plots.loss_curves(plots.axes(), runs)
    assert [line.get_ydata().tolist() for line in lines(ax)] == [
        run.tolist() for run in runs.values()
    ]
    assert len({line.get_marker() for line in lines(ax)}) == 8
    key: Any = ax.get_legend()
    assert [text.get_text() for text in key.get_texts()] == [*runs]


def test_a_run_and_its_validation_belong_together():
    training = {"wide": [3, 1.0], "narrow": [3, 2.0]}
    ax = plots.loss_curves(plots.axes(), training, {"narrow": [3, 2.5]})
    wide, narrow, unseen = lines(ax)
    labels = [line.get_label() for line in (wide, narrow, unseen)]
    assert labels == ["wide", "narrow, training", "narrow, validation"]
    assert (narrow.get_color(), narrow.get_marker()) == (unseen.get_color(), unseen.get_marker())
    assert narrow.get_linestyle() != unseen.get_linestyle()
    assert narrow.get_markerfacecolor() != unseen.get_markerfacecolor()


def test_losses_can_be_seen_on_a_log_scale():
    ax = plots.loss_curves(plots.axes(), {"run": np.array([1, 1e-3, 0], np.float32)})
    ax.set(yscale="log", xlabel="epochs")
    FigureCanvasAgg(ax.figure).draw()  # type: ignore[arg-type]
    assert ax.get_xlabel() == "epochs"


def test_every_ring_is_a_level_of_the_loss():
    ax = plots.descent(plots.axes(), bowl, [[2.0, 1.0], [1.0, 0.2], [0.5, 0.0]])
    rings: Any = ax.collections[0]
    assert len(rings.levels) > 5
    for level, path in zip(rings.levels, rings.get_paths(), strict=True):
        # Between the points of its grid a ring is interpolated.
        assert bowl(*path.vertices.T) == pytest.approx(level, abs=0.02)


@settings(max_examples=25)
@given(st.floats(0.3, 3))
def test_the_rings_of_a_bowl_stand_at_equal_distances(steepness):
    ax = plots.axes()
    ax.set(xlim=(-1, 1), ylim=(-1, 1))
    plots.descent(ax, lambda a, b: (a * a + b * b) ** steepness, [[0.5, 0.5]])
    rings: Any = ax.collections[0]
    radii = rings.levels ** (0.5 / steepness)
    within = radii[radii < 1]
    assert np.diff(within) == pytest.approx(np.diff(within).mean(), rel=0.15)


def test_contours_stay_in_the_axes_as_they_are_and_name_every_other_ring():
    ax = plots.axes()
    ax.set(xlim=(-2, 1), ylim=(0, 3))
    plots.contours(ax, bowl)
    assert (*ax.get_xlim(), *ax.get_ylim()) == (-2, 1, 0, 3)
    rings: Any = ax.collections[0]
    named = {float(text) for text in texts(ax)}
    assert named
    assert named <= {float(f"{level:.2g}") for level in rings.levels[2::2]}
    assert lines(ax) == []
    with pytest.raises(TypeError, match="loss must be a function"):
        plots.contours(ax, 3)  # type: ignore[arg-type]


def test_a_descent_shows_its_steps_its_start_and_its_end():
    path = np.array([[2.0, 1.0], [1.0, 0.2], [0.5, 0.0]])
    ax = plots.descent(plots.axes(), bowl, path)
    way, start, end = lines(ax)
    assert way.get_xydata().tolist() == path.tolist()
    assert start.get_xydata()[0].tolist() == [2, 1]
    assert end.get_xydata()[0].tolist() == [0.5, 0]
    assert start.get_marker() != end.get_marker()
    assert {"start", "end"} <= set(texts(ax))
    (left, right), (bottom, top) = ax.get_xlim(), ax.get_ylim()
    assert left < 0.5 < 2 < right
    assert bottom < 0 < 1 < top


def test_a_descent_that_leaves_is_drawn_until_it_does():
    path = 0.5 * np.outer((-1.5) ** np.arange(800.0), [0, 1]) + [0.5, 0]
    ax = plots.axes()
    ax.set(xlim=(-1, 1), ylim=(-1, 1))
    plots.descent(ax, bowl, path)
    FigureCanvasAgg(ax.figure).draw()  # type: ignore[arg-type]
    assert (ax.get_xlim(), ax.get_ylim()) == ((-1, 1), (-1, 1))
    # 0.5, −0.75, then 1.125, which is off the axes.
    assert lines(ax)[0].get_ydata().tolist() == [0.5, -0.75, 1.125]
    assert "leaves at step 2" in texts(ax)
    assert "end" not in texts(ax)


def test_a_descent_may_leave_and_come_back():
    ax = plots.axes()
    ax.set(xlim=(-1, 1), ylim=(-1, 1))
    plots.descent(ax, bowl, [[0.5, 0.5], [0.0, -3.0], [0.1, 0.1]])
    assert lines(ax)[0].get_ydata().tolist() == [0.5, -3, 0.1]
    assert "end" in texts(ax)


def test_a_descent_of_one_parameter_steps_on_its_curve():
    path = [2.0, -1.0, 0.5]
    ax = plots.descent(plots.axes(), lambda theta: theta**2, path)
    curve, way, *_ = lines(ax)
    for line in (curve, way):
        x, y = line.get_data()
        assert y == pytest.approx(x**2)
    assert way.get_xdata().tolist() == path
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("θ", "loss")


def test_a_descent_of_one_parameter_may_leave():
    ax = plots.axes()
    ax.set_xlim(-1, 1)
    # So far out the square of a Python float cannot be worked out.
    plots.descent(ax, lambda theta: theta**2, 0.5 * (-2.0) ** np.arange(1000))
    way = lines(ax)[1]
    assert way.get_xdata().tolist() == [0.5, -1, 2]
    assert "leaves at step 2" in texts(ax)


def test_a_flat_loss_has_no_rings():
    ax = plots.descent(plots.axes(), lambda a, b: 1.0, [[0, 0]])
    FigureCanvasAgg(ax.figure).draw()  # type: ignore[arg-type]
    assert len(ax.collections) == 0
