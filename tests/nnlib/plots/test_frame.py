"""Axes, names, numbers and colours, and what every picture refuses."""

import sys
from collections.abc import Callable
from typing import Any, cast

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure

from nnlib import plots
from nnlib.datasets import logic_gate
from nnlib.graph import table
from nnlib.scalar import logistic_graph
from tests.support.contrast import SHAPE, TEXT, contrast, seen


def draw(ax: Axes) -> None:
    FigureCanvasAgg(cast(Figure, ax.figure)).draw()


def test_panels_have_the_shares_that_were_asked_for():
    left, right = plots.panels(2, 8, 2, (1, 3))
    draw(left)
    assert left.figure is right.figure
    assert right.get_position().width > 2 * left.get_position().width


def test_how_names_and_numbers_are_written():
    assert plots.pretty("-(xi8 + xi9)") == "−(ξ₈ + ξ₉)"
    assert plots.pretty("1.0 * xi10") == "1 · ξ₁₀"
    assert plots.pretty("0.25 * xi5") == "0.25 · ξ₅"
    assert [plots.figures(value) for value in (-0.0, -3, 1 / 3)] == ["0", "−3", "0.3333"]


def test_names_may_be_greek_and_numbered():
    assert plots.pretty("eta") == "η"
    assert plots.pretty("beta0 * x_1") == "β₀ · x₁"
    assert plots.pretty("w35") == "w₃₅"
    assert plots.pretty("exp(theta) + 1e-05") == "exp(θ) + 1e−05"
    assert plots.pretty("v2 ** 2") == "v₂^2"
    assert plots.pretty("h2o") == "h2o"
    assert plots.pretty("Pi3") == "Pi₃"


# --- every picture -------------------------------------------------------------------------------

X, Y = logic_gate("xor")
HEART = np.linspace(80, 180, 40)
ILL = (np.arange(40) % 3 == 0).astype(int)
LOSS = logistic_graph(3, 1, 3)
NO_FUNCTION: Any = 1
PICTURES: dict[str, Callable[[Axes], Axes]] = {
    "activation": lambda ax: plots.activation(ax, "sigmoid"),
    "boundary": lambda ax: plots.boundary(plots.points(ax, X, Y), [1, 1], -0.5),
    "chain": lambda ax: plots.chain(ax, ["a", "b"], ["c"]),
    "contributions": lambda ax: plots.contributions(ax, [1, 2], -1, [3, 4]),
    "decision_boundary": lambda ax: plots.decision_boundary(ax, lambda P: P[:, 0] > 0.5, X, Y),
    "descent": lambda ax: plots.descent(ax, lambda a, b: a * a + b * b, [[1, 1], [0.5, 0.5]]),
    "draw": lambda ax: plots.draw(ax, LOSS),
    "graph": lambda ax: plots.graph(ax, table(LOSS), plots.LOGISTIC_GRAPH),
    "logistic": lambda ax: plots.logistic(plots.outcomes(ax, HEART, ILL), 3, -0.02),
    "loss_curve": lambda ax: plots.loss_curve(ax, [3, 2, 1]),
    "loss_curves": lambda ax: plots.loss_curves(ax, {"a": [3, 2]}, {"a": [3, 2.5]}),
    "network": lambda ax: plots.network(ax, (2, 3, 1), weights=[np.ones((2, 3)), -np.ones((3, 1))]),
    "one parameter": lambda ax: plots.descent(ax, lambda theta: theta**2, [1, 0.5]),
    "perceptron": lambda ax: plots.perceptron(ax, [1, 2], -1, [3, 4]),
    "ring": lambda ax: plots.ring(plots.points(ax, X, Y), [1, 0], wrong=True),
    "tangent": lambda ax: plots.tangent(plots.outcomes(ax, HEART, ILL), 3, -0.02),
}


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_complete_on_its_axes(name):
    ax = plots.axes()
    assert PICTURES[name](ax) is ax
    draw(ax)
    figure = cast(Figure, ax.figure)
    ink, (width, height) = figure.get_tightbbox(), figure.get_size_inches()
    assert 0 <= ink.x0 < ink.x1 <= width
    assert 0 <= ink.y0 < ink.y1 <= height
    if ax.axison:
        assert ax.get_ylabel()
        assert ax.get_xlabel() or name in ("contributions", "logistic", "tangent")
    pyplot = sys.modules.get("matplotlib.pyplot")
    assert pyplot is None or pyplot.get_fignums() == []


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
        (lambda ax: plots.activation(ax, "sine"), ValueError, "name must be one of"),
        (lambda ax: plots.activation(ax, cast(Any, 1)), TypeError, "name must be a name"),
        (
            lambda ax: plots.loss_curves(ax, cast(Any, [1])),
            TypeError,
            "training must hold losses by name",
        ),
        (lambda ax: plots.loss_curves(ax, {}), ValueError, "training must hold 1 to 8 runs"),
        (
            lambda ax: plots.loss_curves(ax, {"a": [1, np.inf]}),
            ValueError,
            r"training\['a'\] must be finite",
        ),
        (
            lambda ax: plots.loss_curves(ax, {"a": [1]}, {"b": [1]}),
            ValueError,
            "validation must name runs of training, but named 'b'",
        ),
        (
            lambda ax: plots.loss_curves(ax, {"a": [1]}, {"a": [[1]]}),
            ValueError,
            r"validation\['a'\] must have shape",
        ),
        (lambda ax: plots.descent(ax, NO_FUNCTION, [[0, 0]]), TypeError, "loss must be a function"),
        (lambda ax: plots.descent(ax, np.hypot, [[0]]), ValueError, "path must have shape"),
        (lambda ax: plots.descent(ax, np.hypot, [[np.nan, 0]]), ValueError, "path must be finite"),
        (
            lambda ax: plots.descent(ax, lambda a, b: [a], [[0, 0]]),
            ValueError,
            r"loss\(θ\) must have shape \(\)",
        ),
        (
            lambda ax: plots.decision_boundary(ax, NO_FUNCTION, X, Y),
            TypeError,
            "predict must be a function",
        ),
        (
            lambda ax: plots.decision_boundary(ax, len, X, [0.5, 1, 1, 0]),
            ValueError,
            "y must hold whole numbers, but held 0.5",
        ),
        (
            lambda ax: plots.decision_boundary(ax, lambda P: P, X, Y),
            ValueError,
            r"predict\(X\) must have shape",
        ),
        (
            lambda ax: plots.decision_boundary(ax, lambda P: P[:, 0], X, Y),
            ValueError,
            r"predict\(X\) must hold whole numbers",
        ),
        (
            lambda ax: plots.decision_boundary(ax, lambda P: np.arange(len(P)), X, Y),
            ValueError,
            r"y and predict\(X\) must be of at most 8 classes, but were of 44100",
        ),
    ],
)
def test_bad_input_is_named(call, error, message):
    with pytest.raises(error, match=message):
        call(plots.axes())


@pytest.mark.parametrize("color", [plots.INK, plots.GREY, plots.BLUE, plots.RED, plots.GREEN])
@pytest.mark.parametrize("paper", ["white", plots.PALE])
def test_a_colour_of_text_is_read_on_every_paper(color, paper):
    assert contrast(color, paper) >= TEXT


@pytest.mark.parametrize("color", plots.CLASS)
def test_a_class_or_run_is_seen_on_white_and_on_its_own_region(color):
    assert contrast(color, "white") >= SHAPE
    assert contrast(color, seen(color, 0.12)) >= SHAPE
