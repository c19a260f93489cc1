"""What the pictures show, read back from the axes that they were drawn on."""

import itertools
from typing import Any, cast

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import same_color, to_rgb
from matplotlib.figure import Figure

from nnlib import plots
from nnlib.datasets import logic_gate
from nnlib.functions import sigmoid
from nnlib.graph import table
from nnlib.plots import graphs
from nnlib.scalar import logistic_graph


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


def test_a_unit_shows_its_sum_and_answer():
    ax = plots.perceptron(plots.axes(), [1, 1, -2], -3, [-1, -2, 3])
    told = {text.get_text() for text in ax.texts}
    assert {"x₃ = 3", "w₃ = −2", "b = −3", "sum\nz = −12", "step\nŷ = 0"} <= told
    ax = plots.perceptron(plots.axes(), [0.0], 0, [5])
    assert "step\nŷ = 1" in {text.get_text() for text in ax.texts}


def test_contributions_add_up_to_the_last_bar():
    ax = plots.contributions(plots.axes(), [1, 1, -2], -3, [-1, -2, 3])
    bars: Any = ax.containers[0]
    *parts, total = (bar.get_height() for bar in bars)
    assert parts == [-1, -2, -6, -3]
    assert total == sum(parts) == -12
    low, high = ax.get_ylim()
    assert low < -12 < 0 < high


def test_a_loss_curve_starts_before_the_first_update():
    ax = plots.loss_curve(plots.axes(), [3.0, 2.0, 1.5])
    assert lines(ax)[0].get_xydata().tolist() == [[0, 3], [1, 2], [2, 1.5]]
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("updates", "mean loss")


def test_outcomes_show_everybody_and_the_shares_of_tenths():
    x, y = np.arange(100.0), np.arange(100) // 10 % 2
    zeros, ones, shares = lines(plots.outcomes(plots.axes(), x, y))
    assert sorted([*zeros.get_xdata(), *ones.get_xdata()]) == x.tolist()
    assert shares.get_xdata().tolist() == [4.5 + 10 * group for group in range(10)]
    assert shares.get_ydata().tolist() == [0, 1] * 5


def test_outcomes_of_a_few_need_no_ten_groups():
    shares = lines(plots.outcomes(plots.axes(), [1.0, 2.0, 3.0], [0, 0, 1]))[-1]
    assert shares.get_ydata().tolist() == [0, 0, 1]


@given(st.floats(-3, 3), st.floats(0.1, 3), st.sampled_from([-1, 1]))
def test_the_tangent_touches_the_curve_at_its_centre(beta0, size, sign):
    beta1 = sign * size
    ax = plots.axes()
    ax.set_xlim(-4, 4)
    plots.tangent(plots.logistic(ax, beta0, beta1), beta0, beta1)
    curve, line, centre = lines(ax)
    x, p = curve.get_data()
    assert p == pytest.approx(sigmoid(beta0 + beta1 * np.asarray(x)))
    (x0, x1), (p0, p1) = line.get_data()
    assert (p1 - p0) / (x1 - x0) == pytest.approx(beta1 / 4)
    assert centre.get_xydata()[0] == pytest.approx([(x0 + x1) / 2, 0.5])
    assert sigmoid(beta0 + beta1 * centre.get_xdata()[0]) == pytest.approx(0.5)


def test_a_flat_curve_has_no_tangent():
    assert lines(plots.tangent(plots.axes(), 0.5, 0)) == []


def test_a_chain_joins_its_boxes():
    ax = plots.chain(plots.axes(), ["a", "b", "c"], ["u", "v"])
    places = {text.get_text(): text.get_position()[0] for text in ax.texts}
    assert sorted(places, key=places.__getitem__) == ["a", "u", "b", "v", "c"]


def test_panels_have_the_shares_that_were_asked_for():
    left, right = plots.panels(2, 8, 2, (1, 3))
    draw(left)
    assert left.figure is right.figure
    assert right.get_position().width > 2 * left.get_position().width


# --- graphs --------------------------------------------------------------------------------------


def rows_at(x, y, w):
    loss = logistic_graph(x, y, w)
    leaf = loss
    while leaf.edges:
        leaf, _ = leaf.edges[0]
    return table(loss, wrt=leaf)


def vertices(patch: Any) -> int:
    return len(patch.get_path().vertices)


def extents(ax, color):
    return [
        patch.get_path().get_extents()
        for patch in ax.patches
        if same_color(patch.get_facecolor(), color) and vertices(patch)
    ]


def drawn(call, row):
    """Draw one node alone, and give back what was drawn."""
    place = {row.name: plots.LOGISTIC_GRAPH[row.name]}
    lone = type(row)(row.name, row.expression, row.value, {}, row.tangent, row.adjoint)
    return call([lone], place)


def test_every_number_fits_into_its_box_beside_its_name():
    board = plots.axes()
    room = {}
    for row in rows_at(3, 1, 3):
        ax = drawn(lambda lone, place: plots.graph_frame(plots.axes(), lone, place), row)
        names = extents(ax, plots.GREEN) + extents(ax, plots.RED)
        room[row.name] = ax.patches[0].get_path().get_extents(), max(name.x1 for name in names)
    for x, w, y in itertools.product([-4, -0.25, 3, 4], [-4, 0.25, 3, 4], [0, 0.25, 1]):
        for row in rows_at(x, y, w):
            drawn(lambda lone, place: plots.graph_numbers(board, lone, place, place, place), row)
            (numbers,) = extents(board, plots.INK)
            box, names_end = room[row.name]
            assert names_end < numbers.x0 < numbers.x1 < box.x1
            assert box.y0 < numbers.y0 < numbers.y1 < box.y1
            for patch in list(board.patches):
                patch.remove()


def test_the_boxes_of_the_logistic_graph_do_not_touch():
    places = list(plots.LOGISTIC_GRAPH.values())
    middles = np.array([graphs._middle(place) for place in places])
    apart = np.abs(middles[:, None] - middles) > 2 * graphs._HALF
    assert (apart.any(axis=2) | np.eye(len(places), dtype=bool)).all()


def test_a_graph_has_an_arrow_for_each_partial():
    rows = rows_at(3, 1, 3)
    ax = plots.graph(plots.axes(), rows, plots.LOGISTIC_GRAPH)
    arrows = [patch for patch in ax.patches if patch.__class__.__name__ == "FancyArrowPatch"]
    assert len(arrows) == sum(len(row.partials) for row in rows) == 11


def test_numbers_appear_as_the_sweeps_reach_them():
    rows = rows_at(3, 1, 3)

    def letters(valued, pulled):
        ax = plots.graph_numbers(plots.axes(), rows, plots.LOGISTIC_GRAPH, valued, pulled)
        return sum(vertices(patch) for patch in ax.patches)

    everything = [row.name for row in rows]
    counts = [
        letters([], []),
        letters(["w"], []),
        letters(["w", "xi1"], []),
        letters(everything, []),
        letters(everything, ["L"]),
        letters(everything, everything),
    ]
    assert counts[0] == 0
    assert counts == sorted(set(counts))


def test_a_graph_without_tangents_can_be_drawn():
    rows = table(logistic_graph(3, 1, 3))
    assert isinstance(plots.graph(plots.axes(), rows, plots.LOGISTIC_GRAPH), Axes)


def test_how_names_and_numbers_are_written():
    assert plots.pretty("-(xi8 + xi9)") == "−(ξ₈ + ξ₉)"
    assert plots.pretty("1.0 * xi10") == "1 · ξ₁₀"
    assert plots.pretty("0.25 * xi5") == "0.25 · ξ₅"
    assert [plots.figures(value) for value in (-0.0, -3, 1 / 3)] == ["0", "−3", "0.3333"]


def luminance(color):
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(color)]
    return np.dot([0.2126, 0.7152, 0.0722], linear)


@pytest.mark.parametrize("color", [plots.INK, plots.GREY, plots.BLUE, plots.RED, plots.GREEN])
def test_small_text_is_readable_on_its_ground(color):
    # WCAG 2.1, level AA: at least 4.5 to 1.
    assert (luminance(plots.PALE) + 0.05) / (luminance(color) + 0.05) >= 4.5


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda ax: plots.points(ax, [[1, 2, 3]], [0]), ValueError, "X must have shape"),
        (lambda ax: plots.points(ax, [[1, 2]], [2]), ValueError, "y must hold labels"),
        (lambda ax: plots.boundary(ax, [1, 2, 3], 0), ValueError, "w must have shape"),
        (lambda ax: plots.boundary(ax, [1, 2], np.nan), ValueError, "b must be finite"),
        (lambda ax: plots.half_plane([1, 2], [1, 2], 0), ValueError, "corners must have shape"),
        (lambda ax: plots.ring(ax, [1], wrong=True), ValueError, "x must have shape"),
        (lambda ax: plots.perceptron(ax, [1, 2], 0, [1]), ValueError, "x must have shape"),
        (lambda ax: plots.contributions(ax, ["a"], 0, [1]), TypeError, "w must hold"),
        (lambda ax: plots.loss_curve(ax, []), ValueError, "losses must not be empty"),
        (lambda ax: plots.outcomes(ax, [1, 2], [0]), ValueError, "y must have shape"),
        (lambda ax: plots.logistic(ax, 0, np.inf), ValueError, "beta1 must be finite"),
        (lambda ax: plots.tangent(ax, None, 1), TypeError, "beta0 must hold"),
    ],
)
def test_bad_input_is_named(call, error, message):
    with pytest.raises(error, match=message):
        call(plots.axes())
