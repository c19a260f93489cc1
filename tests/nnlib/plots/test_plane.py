"""Points and lines in the plane, read back from the axes."""

from typing import Any, cast

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure

from nnlib import plots
from nnlib.datasets import logic_gate
from nnlib.net import Net


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


# --- classifiers ---------------------------------------------------------------------------------


def linear(X):
    return (X @ [2.0, 1.0] > 0.5).astype(int)


def five(X):
    return np.floor(np.hypot(*X.T)).clip(0, 4)


CLOUD = np.random.default_rng(5).normal(size=(50, 2)) * 2


def borders(ax: Any) -> list[Any]:
    return [found for found in ax.collections if hasattr(found, "levels") and not found.filled]


@pytest.mark.parametrize("predict", [linear, five])
def test_every_region_has_the_colour_of_its_answer(predict):
    ax = plots.decision_boundary(plots.axes(), predict, CLOUD, predict(CLOUD))
    canvas = FigureCanvasAgg(cast(Figure, ax.figure))
    canvas.draw()
    pixels = np.asarray(canvas.buffer_rgba())[::-1, :, :3]
    rng = np.random.default_rng(6)
    places = rng.uniform(*np.transpose([ax.get_xlim(), ax.get_ylim()]), size=(500, 2))
    columns, rows = ax.transData.transform(places).astype(int).T
    pale = 255 - 0.12 * (255 - 255 * np.array([to_rgb(color) for color in plots.CLASS]))
    away = abs(pixels[rows, columns][:, None] - pale).max(axis=2)
    # Where neither a mark nor a line lies over it.
    bare = away.min(axis=1) <= 3
    assert bare.mean() > 0.7
    right = away.argmin(axis=1)[bare] == predict(places)[bare]
    assert right.mean() > 0.99


def test_the_line_runs_where_the_answer_changes():
    ax = plots.decision_boundary(plots.axes(), linear, CLOUD, linear(CLOUD))
    step = np.ptp([ax.get_xlim(), ax.get_ylim()], axis=1) / 209
    for line in borders(ax):
        scores = line.get_paths()[0].vertices @ [2.0, 1.0] - 0.5
        assert abs(scores).max() <= step @ [2.0, 1.0]


def test_points_and_regions_are_known_by_their_marks_too():
    ax = plots.decision_boundary(plots.axes(), five, CLOUD, five(CLOUD))
    marks: Any = [found for found in ax.collections if not hasattr(found, "levels")]
    shapes = {mark.get_label(): mark.get_paths()[0].vertices.tobytes() for mark in marks}
    assert set(shapes) == {f"{y} = {k}" for y in ("y", "ŷ") for k in range(5)}
    assert len(set(shapes.values())) == 5
    for mark in marks:
        name, label = mark.get_label().split(" = ")
        assert shapes[f"y = {label}"] == shapes[f"ŷ = {label}"]
        places = mark.get_offsets()
        if name == "ŷ":
            assert (five(places) == int(label)).all()
        else:
            assert sorted(places.tolist()) == sorted(CLOUD[five(CLOUD) == int(label)].tolist())


def test_labels_may_be_any_whole_numbers_and_answers_a_column():
    y = np.where(linear(CLOUD), 12345, -1)
    ax = plots.decision_boundary(
        plots.axes(), lambda X: np.where(linear(X), 12345.0, -1)[:, None], CLOUD.astype("f4"), y
    )
    labels = {found.get_label() for found in ax.collections}
    assert {"y = −1", "y = 12345", "ŷ = −1", "ŷ = 12345"} <= labels


def test_a_classifier_that_always_says_the_same_has_no_line():
    ax = plots.decision_boundary(plots.axes(), lambda X: np.zeros(len(X)), CLOUD, linear(CLOUD))
    draw(ax)
    assert borders(ax) == []


def test_a_network_is_a_classifier():
    X, y = logic_gate("xor")
    net = Net((2, 3, 1), ["tanh", "identity"], "binary_cross_entropy", np.random.default_rng(0))
    ax = plots.decision_boundary(plots.axes(), net.predict, X, y)
    marks: Any = {found.get_label(): found for found in ax.collections}
    for label in (0, 1):
        assert (net.predict(marks[f"ŷ = {label}"].get_offsets()) == label).all()


def test_limits_that_were_given_are_kept():
    ax = plots.axes()
    ax.set(xlim=(-9, 9), ylim=(-8, 8))
    plots.decision_boundary(ax, linear, CLOUD, linear(CLOUD))
    draw(ax)
    assert (ax.get_xlim(), ax.get_ylim()) == ((-9, 9), (-8, 8))


# --- the map of a network's output ---------------------------------------------------------------


def slope(X):
    return (1 + np.tanh(X @ [2.0, 1.0] - 0.5)) / 2


def test_the_map_has_a_line_where_the_output_is_one_half_and_moves_no_limits():
    ax = plots.points(plots.axes(), *logic_gate("xor"))
    before = ax.get_xlim(), ax.get_ylim()
    assert plots.output_map(ax, slope) is ax
    (line,) = borders(ax)
    scores = line.get_paths()[0].vertices @ [2.0, 1.0] - 0.5
    assert abs(scores).max() < 0.02
    draw(ax)
    assert (ax.get_xlim(), ax.get_ylim()) == before


def test_the_map_is_blue_below_one_half_and_red_above():
    ax = plots.points(plots.axes(), *logic_gate("xor"))
    (shown,) = plots.output_map(ax, lambda X: slope(X)[:, None]).images
    low, high = shown.to_rgba(np.array([0.49, 0.51]))
    assert low[2] > low[0]
    assert high[0] > high[2]
    places = np.array([(x, y) for y in (-0.3, 1.3) for x in (-0.3, 1.3)])
    drawn = np.asarray(shown.get_array())[[0, 0, -1, -1], [0, -1, 0, -1]]
    assert drawn == pytest.approx(slope(places))


def test_a_network_that_says_the_same_everywhere_has_no_line():
    ax = plots.output_map(plots.axes(), lambda X: np.full(len(X), 0.5))
    assert borders(ax) == []
