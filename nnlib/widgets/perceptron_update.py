"""The widget of lecture 01."""

import html
from collections.abc import Hashable
from functools import cache
from itertools import pairwise

import ipywidgets
import numpy as np

from nnlib import datasets, perceptron, plots
from nnlib.plots import figures
from nnlib.validate import Array
from nnlib.widgets.live import ABOVE, Live

_GATES = ("AND", "OR", "NAND", "XOR")
_EXAMPLE = "the lecture's example"
_VISITS = 40


@cache
def _lesson(problem: str) -> tuple[Array, Array, list[tuple[Array, float]]]:
    # The samples X and labels y of a problem, and (w, b) before each visit and after the last.
    if problem == _EXAMPLE:
        x, y, w, b = datasets.perceptron_example()
        X, targets = x[None, :], np.array([y])
    else:
        X, targets = datasets.logic_gate(problem.lower())
        w, b = np.zeros(2), 0.0
    path = [(w, b)]
    for visit in range(_VISITS):
        row = visit % len(X)
        path.append(perceptron.update(*path[-1], X[row], targets[row], 1))
    return X, targets, path


class PerceptronStepper(Live):
    """What `perceptron_stepper` returns; its controls are `problem` and `visits`."""

    def __init__(self) -> None:
        """Start with AND, before the first row."""
        problem = ipywidgets.Dropdown(options=(*_GATES, _EXAMPLE), description="problem")
        visits = ipywidgets.IntSlider(0, 0, _VISITS, description="rows visited")
        # Another problem begins at its own start.
        problem.observe(lambda _: setattr(visits, "value", 0), "value")
        super().__init__(
            plots.panels(2, 9.2, 3.9, (1, 1.25)),
            {"problem": problem, "visits": visits},
            "A perceptron that learns from one row at a time",
            play="visits",
            interval=700,
            lasting=("problem",),
        )

    def _now(self) -> tuple[Array, float, Array, int]:
        # The weights, and the row that will be visited next.
        X, targets, path = _lesson(self.value("problem"))
        visits = self.value("visits")
        row = visits % len(X)
        return *path[visits], X[row], int(targets[row])

    def scene(self) -> Hashable:
        """Name the problem; the example's bars, whose scale belongs to the stage, change with b."""
        problem = self.value("problem")
        return problem, self._now()[1] if problem == _EXAMPLE else None

    def stage(self) -> None:
        """Draw the points of a gate, or what each connection adds in the example."""
        problem = self.value("problem")
        plane, unit = self.panels
        if problem == _EXAMPLE:
            w, b, x, _ = self._now()
            plots.contributions(plane, w, b, x).set_title("what each connection adds")
        else:
            X, targets, _ = _lesson(problem)
            plots.boundary(plots.points(plane, X, targets), (0, 0), 0)
            plane.legend(ncols=3, **ABOVE)
            plane.patches[0].remove()
            plane.set(xticks=(0, 1), yticks=(0, 1))
        unit.set_axis_off()

    def paint(self) -> None:
        """Draw the line, ring the row to be visited next, and show the unit answering it."""
        w, b, x, y = self._now()
        plane, unit = self.panels
        if self.value("problem") != _EXAMPLE:
            plots.boundary(plane, w, b)
            plots.ring(plane, x, wrong=perceptron.predict(w, b, x) != y)
        plots.perceptron(unit, w, b, x)

    def words(self) -> str:
        """Tell the weights, how far the learning has come, and what the next row will do."""
        w, b, x, y = self._now()
        problem, visits = self.value("problem"), self.value("visits")
        X, targets, path = _lesson(problem)
        changes = sum(old[1] != new[1] for old, new in pairwise(path[: visits + 1]))
        right = int((perceptron.predict(w, b, X) == targets).sum())
        state = f"Rows classified correctly: {right} of {len(X)}."
        if right == len(X):
            state += " Learning is over."
        if problem == "XOR":
            state += " No line separates XOR, so this never ends."
        answer = perceptron.predict(w, b, x)
        change = "adds x to w and 1 to b" if y else "takes x from w and 1 from b"
        verdict = "right: nothing changes" if answer == y else f"wrong: the next visit {change}"
        return (
            f"<b>{html.escape(problem)}</b>, η = 1. Rows visited: {visits}, changes: {changes}, "
            f"w = {_vector(w)}, b = {figures(b)}. {state}<br>"
            f"Next row: x = {_vector(x)}, y = {y}. z = w·x + b = {figures(float(w @ x + b))}, "
            f"so ŷ = {answer}, {verdict}."
        )


def _vector(values: Array) -> str:
    return f"({', '.join(map(figures, values))})"


def perceptron_stepper() -> PerceptronStepper:
    """Step through a perceptron's updates: weights, line and answer, on four gates and an example.

    The gates start from zeros with η = 1 and visit their four rows in turn; the example starts
    from the lecture's weights. Nothing is random. Lecture 01.
    """
    return PerceptronStepper()
