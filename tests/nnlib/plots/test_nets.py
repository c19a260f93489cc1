"""Drawings of networks, read back from the axes."""

import itertools
from typing import Any

import numpy as np
import pytest
from matplotlib.collections import LineCollection
from matplotlib.patches import Circle

from nnlib import plots


def units(ax: Any) -> list[Any]:
    return [p for p in ax.patches if isinstance(p, Circle) and p.radius > 0.1]


def lines(ax: Any) -> list[Any]:
    return [found for found in ax.collections if isinstance(found, LineCollection)]


def written(ax: Any) -> list[tuple[list[str], Any]]:
    """What the shapes made of letters say, and where they are."""
    labels = [(patch.get_label().split("\n")[1:], patch.get_path()) for patch in ax.patches]
    return [(words, path.get_extents()) for words, path in labels if words]


def words(ax: Any) -> list[str]:
    return [word for found, _ in written(ax) for word in found]


def test_a_network_has_a_line_for_each_weight():
    ax = plots.network(plots.axes(), (2, 4, 3, 1))
    assert len(units(ax)) == 10
    (every,) = lines(ax)
    centres = {tuple(unit.center) for unit in units(ax)}
    ends = [tuple(map(tuple, line)) for line in every.get_segments()]
    assert len(set(ends)) == len(ends) == 2 * 4 + 4 * 3 + 3 * 1
    assert set(itertools.chain(*ends)) == centres
    assert words(ax) == ["2 inputs", "4 hidden", "3 hidden", "1 output"]


def test_wide_layers_are_shown_by_their_ends():
    ax = plots.network(plots.axes(), (784, 256, 10))
    assert len(units(ax)) == 6 + 6 + 10
    assert len(ax.patches) == 6 + 6 + 10 + 3 + 3 + 1  # the dots, and the words below
    assert words(ax) == ["784 inputs", "256 hidden", "10 outputs"]


def test_units_keep_apart():
    ax = plots.network(plots.axes(), (11, 1, 5, 10))
    for one, other in itertools.combinations(units(ax), 2):
        assert np.hypot(*np.subtract(one.center, other.center)) > 2 * one.radius


def test_names_stand_at_what_they_name():
    ax = plots.network(
        plots.axes(),
        (2, 2, 1),
        layers=["in", "linear", "out"],
        units=[["x1", "x2"], ["f3", "f4"], ["g5"]],
        edges=[[["w13", "w14"], ["w23", "w24"]], [["w35"], ["w45"]]],
    )
    named = {found[0]: place for found, place in written(ax) if len(found) == 1}
    names = ["x₁", "x₂", "f₃", "f₄", "g₅"]
    centres = {name: unit.center for name, unit in zip(names, units(ax), strict=True)}
    for name, (x, y) in centres.items():
        box = named[name]
        assert x - 0.33 < box.x0 < x < box.x1 < x + 0.33
        assert box.y0 < y < box.y1
    for name, (start, end) in {
        "w₁₃": ("x₁", "f₃"),
        "w₁₄": ("x₁", "f₄"),
        "w₂₃": ("x₂", "f₃"),
        "w₂₄": ("x₂", "f₄"),
        "w₃₅": ("f₃", "g₅"),
        "w₄₅": ("f₄", "g₅"),
    }.items():
        (x0, y0), (x1, y1) = centres[start], centres[end]
        box = named[name]
        middle = (box.x0 + box.x1) / 2
        line = y0 + (y1 - y0) * (middle - x0) / (x1 - x0)
        assert box.y0 < line < box.y1
    for one, other in itertools.combinations(named.values(), 2):
        assert not one.overlaps(other)


def test_weights_are_told_by_thickness_and_sign_by_dashes():
    W = np.array([[3.0, -2.0], [0.5, -0.1], [0.0, 1.0]], np.float32)
    ax = plots.network(plots.axes(), (3, 2), weights=[W])
    solid, dashed = lines(ax)
    assert solid.get_linestyle() != dashed.get_linestyle()
    drawn = {}
    for sign, group in ((1, solid), (-1, dashed)):
        for line, thickness in zip(group.get_segments(), group.get_linewidths(), strict=True):
            drawn[tuple(map(tuple, line))] = sign * thickness
    # Lines from the top unit of a layer to the bottom one come in the order of W.
    order = sorted(drawn, key=lambda ends: (-ends[0][1], -ends[1][1]))
    signed = np.array([drawn[ends] for ends in order])
    assert np.argsort(signed).tolist() == np.argsort(W.ravel()).tolist()
    assert (np.sign(signed) == np.where(W.ravel() < 0, -1, 1)).all()
    legend: Any = ax.get_legend()
    assert [text.get_text() for text in legend.get_texts()] == ["weight above 0", "weight below 0"]


def test_a_wide_layer_shows_the_weights_of_the_units_that_are_drawn():
    W = np.zeros((20, 1))
    W[[2, -1]] = -1
    ax = plots.network(plots.axes(), (20, 1), weights=[W])
    _, dashed = lines(ax)
    heights = sorted(line[0][1] for line in dashed.get_segments())
    assert heights == [-3, 1]


def test_weights_that_are_all_zero_can_be_drawn():
    solid, dashed = lines(plots.network(plots.axes(), (2, 1), weights=[np.zeros((2, 1))]))
    assert (len(solid.get_segments()), len(dashed.get_segments())) == (2, 0)


@pytest.mark.parametrize(
    ("widths", "options", "error", "message"),
    [
        ((2, 0), {}, ValueError, "widths must be at least 1"),
        ((2, 1.5), {}, TypeError, "widths must be a whole number"),
        ("ab", {}, TypeError, "widths must hold"),
        ((2,), {}, ValueError, "widths must name the inputs and a layer at least"),
        ((2, 1), {"layers": ["in"]}, ValueError, "layers must have shape"),
        ((2, 1), {"layers": [1, 2]}, TypeError, "layers must hold texts, but held 1"),
        ((2, 1), {"units": [["a", "b"]]}, ValueError, "units must be 2, one per layer, but were 1"),
        ((2, 1), {"units": 3}, TypeError, "units must be a list, but was of type int"),
        ((2, 1), {"units": [["a"], ["b"]]}, ValueError, r"units\[0\] must have shape"),
        ((2, 1), {"edges": [["a", "b"]]}, ValueError, r"edges\[0\] must have shape"),
        ((2, 1), {"weights": [np.ones((1, 2))]}, ValueError, r"weights\[0\] must have shape"),
        ((2, 1), {"weights": [[[1], [np.nan]]]}, ValueError, r"weights\[0\] must be finite"),
    ],
)
def test_what_does_not_fit_is_named(widths, options, error, message):
    with pytest.raises(error, match=message):
        plots.network(plots.axes(), widths, **options)
