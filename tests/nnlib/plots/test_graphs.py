"""Computational graphs, read back from the axes."""

import itertools
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.axes import Axes
from matplotlib.colors import same_color
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch, PathPatch

from nnlib import plots
from nnlib.graph import leaves, table
from nnlib.plots import figures, graphs
from nnlib.plots.frame import width
from nnlib.scalar import Var, exp, logistic_graph, tanh


def boxes(ax: Any) -> list[Any]:
    return [p.get_path().get_extents() for p in ax.patches if isinstance(p, FancyBboxPatch)]


def arrows(ax: Any) -> list[Any]:
    return [p for p in ax.patches if isinstance(p, FancyArrowPatch)]


def lanes(ax: Any) -> list[Any]:
    return [p for p in ax.patches if isinstance(p, PathPatch) and not p.get_fill()]


def letters(ax: Any) -> list[Any]:
    return [p for p in ax.patches if isinstance(p, PathPatch) and p.get_fill()]


def words(ax) -> list[str]:
    return [word for patch in letters(ax) for word in patch.get_label().split("\n")[1:]]


def points(patch) -> Any:
    """Points along the outline of a patch, close to each other."""
    lines = patch.get_path().to_polygons(closed_only=False)
    pieces = [piece for line in lines for piece in itertools.pairwise(line)]
    return np.concatenate([np.linspace(*piece, 9) for piece in pieces])


def inside(places, corners, margin=0.0):
    """Which of the places (k, 2) lie in which of the boxes with corners (2, n, 2): (k, n)."""
    low, high = corners
    places = np.asarray(places)[:, None]
    return ((low - margin < places) & (places < high + margin)).all(axis=2)


def assert_legible(ax):
    """Boxes keep apart, nothing runs through them, and words keep to their places."""
    low, high = corners = np.array([(box.min, box.max) for box in boxes(ax)]).swapaxes(0, 1)
    apart = (low[:, None] > high + 0.1) | (high[:, None] < low - 0.1)
    assert (apart.any(axis=2) | np.eye(len(low), dtype=bool)).all()
    ways = [points(way) for way in (*arrows(ax), *lanes(ax))]
    assert not ways or not inside(np.concatenate(ways), corners, -0.03).any()
    partials = [p for p in letters(ax) if same_color(p.get_facecolor(), plots.BLUE)]
    assert not any(inside(patch.get_path().vertices, corners).any() for patch in partials)
    *names, numbers = (patch for patch in letters(ax) if patch not in partials)
    digits = numbers.get_path().vertices
    homes = inside(digits, corners)
    assert (homes.sum(axis=1) == 1).all()
    for name in names:
        places = name.get_path().vertices
        home = inside(places, corners).all(axis=0)
        assert home.sum() == 1
        (_, bottom), (right, top) = places.min(axis=0), places.max(axis=0)
        x, y = digits[homes @ home].T
        assert (x[(bottom < y) & (y < top)] > right).all()


def rows_at(x, y, w):
    loss = logistic_graph(x, y, w)
    return table(loss, wrt=leaves(loss)[0])


def test_a_chain_joins_its_boxes():
    ax = plots.chain(plots.axes(), ["a", "b", "c"], ["u", "v"])
    places = {text.get_text(): text.get_position()[0] for text in ax.texts}
    assert sorted(places, key=places.__getitem__) == ["a", "u", "b", "v", "c"]


# --- the graph of lecture 04 ---------------------------------------------------------------------


@pytest.mark.parametrize("y", [0, 0.25, 1])
@pytest.mark.parametrize("x", [-4, -0.25, 3, 4])
@pytest.mark.parametrize("w", [-4, 0.25, 3, 4])
def test_every_number_of_the_logistic_graph_has_its_place(x, y, w):
    ax = plots.graph(plots.axes(), rows_at(x, y, w), plots.LOGISTIC_GRAPH)
    assert len(boxes(ax)) == 11
    assert_legible(ax)


def test_a_graph_has_an_arrow_for_each_partial():
    rows = rows_at(3, 1, 3)
    ax = plots.graph(plots.axes(), rows, plots.LOGISTIC_GRAPH)
    assert len(arrows(ax)) == sum(len(row.partials) for row in rows) == 11


def test_numbers_appear_as_the_sweeps_reach_them():
    rows = rows_at(3, 1, 3)

    def count(valued, pulled):
        ax = plots.graph_numbers(plots.axes(), rows, plots.LOGISTIC_GRAPH, valued, pulled)
        return len(words(ax))

    everything = [row.name for row in rows]
    counts = [
        count([], []),
        count(["w"], []),
        count(["w", "xi1"], []),
        count(everything, []),
        count(everything, ["J"]),
        count(everything, everything),
    ]
    # A value and a tangent each, 11 partials, an adjoint each.
    assert counts == [0, 2, 5, 33, 34, 44]


def test_a_graph_without_tangents_says_nothing_about_them():
    ax = plots.graph(plots.axes(), table(logistic_graph(3, 1, 3)), plots.LOGISTIC_GRAPH)
    assert not any(word.startswith("d") for word in words(ax))
    ax = plots.graph(plots.axes(), rows_at(3, 1, 3), plots.LOGISTIC_GRAPH)
    assert {"dξ₁/dw", "dJ/dw", "∂J/∂ξ₁", "∂J/∂w"} <= set(words(ax))


# --- any graph -----------------------------------------------------------------------------------


def test_a_drawn_graph_tells_what_its_table_does():
    loss = logistic_graph(2.0, 0.25, -0.5)
    ax = plots.draw(plots.axes(9.8, 3.9), loss)
    assert isinstance(ax, Axes)
    told = words(ax)
    for row in table(loss):
        assert plots.figures(row.value) in told
        assert plots.figures(row.adjoint) in told
        assert f"∂J/∂{plots.pretty(row.name)}" in told
        assert all(plots.figures(partial) in told for partial in row.partials.values())
    assert {"w", "ξ₁ = w · 2", "ξ₄ = 1 / ξ₃", "ξ₈ = 0.75 · ξ₇", "J = −(ξ₈ + ξ₉)"} <= set(told)


def test_a_lone_number_can_be_drawn():
    ax = plots.draw(plots.axes(), Var(3.0))
    assert words(ax) == ["v₁", "value", "∂v₁/∂v₁", "3", "1"]
    assert len(boxes(ax)) == 1


def test_a_node_used_twice_has_one_arrow_with_both_partials():
    u = Var(3.0, "u")
    ax = plots.draw(plots.axes(), (u * u).named("square"))
    assert len(arrows(ax)) == 1
    assert words(ax).count("6") == 2  # the partial, and the adjoint of u


def test_constants_are_as_short_as_other_numbers():
    u = Var(3.0, "u")
    ax = plots.draw(plots.axes(), 1 / 3 * u + 1e-20)
    assert {"v₁ = 0.3333 · u", "v₂ = v₁ + 1e−20"} <= set(words(ax))


def test_a_leaf_stands_just_before_it_is_used():
    x, a, b = Var(1.0, "x"), Var(2.0, "a"), Var(3.0, "b")
    ax = plots.draw(plots.axes(20, 2), tanh(a * x) + b)
    left = [box.x0 for box in boxes(ax)]  # in order of creation: x, a, b, product, tanh, sum
    assert left[0] == left[1] < left[3] < left[4] == left[2] < left[5]


def test_a_long_graph_is_folded_into_the_axes():
    node = Var(0.5)
    for _ in range(39):
        node = tanh(node)
    shapes = []
    for wide, high in ((20, 2), (8, 8)):
        ax = plots.draw(plots.axes(wide, high), node)
        assert_legible(ax)
        assert len(arrows(ax)) == 39
        shapes.append(np.ptp(ax.get_xlim()) / np.ptp(ax.get_ylim()))
    assert shapes[0] > 5 > shapes[1] > 0.4


@st.composite
def programs(draw):
    """A random program on at most 40 nodes, some of them used often, some named at length."""
    nodes: list[Any] = [
        Var(draw(st.floats(-2, 2)), f"leaf_{i}") for i in range(draw(st.integers(1, 4)))
    ]
    pick = st.integers(0, 8)
    for step in range(draw(st.integers(0, 34))):
        u, v = (nodes[-1 - draw(pick) % len(nodes)] for _ in "uv")
        node = draw(st.sampled_from([u + v, u - v, 0.1 * u * v, tanh(u), exp(-u * u)]))
        nodes.append(
            node.named(f"step_with_a_long_name_{step}") if draw(st.integers(0, 9)) == 0 else node
        )
    return nodes[-1]


@settings(max_examples=20)
@given(programs(), st.floats(0.3, 6))
def test_any_graph_is_legible(node, aspect):
    rows = table(node)
    if len(rows) > 40:
        with pytest.raises(ValueError, match="node must have a graph of at most 40 nodes"):
            plots.draw(plots.axes(), node)
        return
    ax = plots.draw(plots.axes(4 * aspect, 4), node)
    assert len(boxes(ax)) == len(rows)
    assert len(arrows(ax)) == sum(len(row.partials) for row in rows)
    assert_legible(ax)
    (left, right), (bottom, top) = ax.get_xlim(), ax.get_ylim()
    x, y = np.concatenate([patch.get_path().vertices for patch in letters(ax)]).T
    assert left < x.min() < x.max() < right
    assert bottom < y.min() < y.max() < top


def test_what_cannot_be_drawn_is_said():
    not_a_node: Any = 3.0
    with pytest.raises(TypeError, match="node must be a Var, but was of type float"):
        plots.draw(plots.axes(), not_a_node)
    node = Var(1.0)
    for _ in range(40):
        node = node * 1.0
    with pytest.raises(ValueError, match="at most 40 nodes to be drawn, but it had 41"):
        plots.draw(plots.axes(), node)
    with pytest.raises(ValueError, match="name must belong to one node"):
        plots.draw(plots.axes(), Var(1.0, "x") * Var(2.0, "x"))


# --- blocks --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ([["x"], ["z"], ["p"]], 2),
        ([["x1", "x2"], ["z1", "z2"], ["sum"]], 4),
        ([["x"], ["h1", "h2"], ["q1", "q2", "q3"]], 8),
    ],
)
def test_blocks_lead_to_the_one_beside_or_to_all(columns, expected):
    ax = plots.blocks(plots.axes(9, 3), columns)
    assert [text.get_text() for text in ax.texts] == [name for names in columns for name in names]
    assert len(arrows(ax)) == expected
    places = boxes(ax)
    low, high = np.array([(place.min, place.max) for place in places]).swapaxes(0, 1)
    apart = (low[:, None] > high) | (high[:, None] < low)
    assert (apart.any(axis=2) | np.eye(len(low), dtype=bool)).all()
    ways = np.concatenate([points(way) for way in arrows(ax)])
    assert not inside(ways, (low, high), -0.03).any()


def test_the_longest_numbers_of_the_logistic_graph_stay_in_their_boxes_and_gaps():
    """Numbers such as −1.125e−07: beside their words in a box, and between two boxes."""
    room, gap = 2 * graphs._HALF[0] - 0.12, graphs._PITCH[0] - 2 * graphs._HALF[0]
    for x, y, w in itertools.product((-4, 2.5, 3, 4), (0, 0.5, 1), (-4, 3, 3.75, 4)):
        loss = logistic_graph(x, y, w)
        (weight,) = leaves(loss)
        rows = table(loss, wrt=weight)
        for row in rows:
            for words, value, _ in graphs._lines(row, rows):
                written = width(words, graphs._SMALL) + width(figures(value), graphs._SMALL)
                assert written < room - 0.1
            for partial in row.partials.values():
                assert width(figures(partial), graphs._SMALL) < gap - 0.1
