"""The logistic loss: as a graph of single numbers (questions 1 to 4), and on rows (5 and 6)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, ClassVar

import numpy as np

from autograder.checks.common import (
    CATALOGUE,
    Judge,
    Mistake,
    Question,
    agrees,
    oracle,
    select_usable,
    to_number,
)
from autograder.checks.common.linear_model import LinearModel
from nnlib.check import complex_step

Edge = tuple[str, str]
"""A node, and one of its parents."""

Numbers = Mapping[str, Any]
"""A number for each of some nodes, w, and maybe x and y."""

GRAPH: dict[str, tuple[tuple[str, ...], Callable[[Numbers], Any]]] = {
    "xi1": (("w",), lambda v: v["x"] * v["w"]),
    "xi2": (("xi1",), lambda v: np.exp(-1 * v["xi1"])),
    "xi3": (("xi2",), lambda v: v["xi2"] + 1),
    "xi4": (("xi3",), lambda v: v["xi3"] ** -1.0),
    "xi5": (("xi4",), lambda v: np.log(v["xi4"])),
    "xi6": (("xi4",), lambda v: -v["xi4"] + 1),
    "xi7": (("xi6",), lambda v: np.log(v["xi6"])),
    "xi8": (("xi7",), lambda v: v["xi7"] * (1 - v["y"])),
    "xi9": (("xi5",), lambda v: v["xi5"] * v["y"]),
    "L": (("xi8", "xi9"), lambda v: -v["xi8"] - v["xi9"]),
}
"""The nodes in the order of the graph: their parents, and what they make of the values so far."""

NODES = tuple(GRAPH)
EDGES: tuple[Edge, ...] = tuple((node, p) for node, (parents, _) in GRAPH.items() for p in parents)


@dataclass(frozen=True)
class Graph:
    """The graph at three numbers, with its values, partials, tangents and adjoints."""

    x: float
    y: float
    w: float

    def run(self, **given: Any) -> dict[str, Any]:
        """Return the values of all nodes, some of them given in place of what parents make."""
        values = {"x": self.x, "y": self.y, "w": self.w} | given
        for node, (_, operation) in GRAPH.items():
            values[node] = given[node] if node in given else operation(values)
        return values

    @cached_property
    def values(self) -> dict[str, float]:
        """The values of x, y, w and all nodes."""
        return {node: float(value) for node, value in self.run().items()}

    def derivative(self, node: str, by: str) -> np.ndarray:
        """Return by the oracle how fast a node grows with another."""
        return oracle.gradient(lambda value: self.run(**{by: value})[node], self.values[by])

    def slope(self, node: str, by: str) -> float:
        """Return the same by the complex step alone, wherever the graph has values."""
        return complex_step(lambda value: self.run(**{by: value})[node], self.values[by])

    @cached_property
    def partials(self) -> dict[Edge, np.ndarray]:
        """∂child/∂parent of every edge, beside which no path leads from parent to child."""
        return {edge: self.derivative(*edge) for edge in EDGES}

    @cached_property
    def tangents(self) -> dict[str, np.ndarray]:
        """d·/dw of w and every node."""
        return {node: self.derivative(node, "w") for node in ("w", *NODES)}

    @cached_property
    def adjoints(self) -> dict[str, np.ndarray]:
        """∂L/∂· of w and every node."""
        return {node: self.derivative("L", node) for node in ("w", *NODES)}

    @cached_property
    def _relabelled(self) -> dict[Any, "Graph"]:
        return {}

    def relabel(self, y: Any) -> "Graph":
        """Return the graph with another label, the same object each time: it keeps its numbers."""
        return self._relabelled.setdefault(y, replace(self, y=y))

    @property
    def reference(self) -> tuple[Mapping, ...]:
        """All that comes from the oracle."""
        return self.partials, self.tangents, self.adjoints

    def own(self, got: Numbers, right: Numbers, branches: Sequence[str]) -> dict[str, Any]:
        """Return a student's own numbers, and the right one where there is none to go on with.

        A 0 leads to nothing but zeros. So it is theirs only where the label is 0 or 1, and may have
        silenced a branch; or where of the two nodes in `branches`, in which the label comes in, the
        other is right.
        """
        numbers = dict(right)
        for node, value in got.items():
            if agrees(value, right[node]):
                continue
            if (number := select_usable(value, ())) is not None:
                numbers[node] = np.float64(number)  # Python's own floats raise where these give inf
            elif agrees(value, 0.0):
                others = [n for n in branches if n != node and agrees(got.get(n), right[n])]
                if self.y in (0, 1) or (node in branches and others):
                    numbers[node] = np.float64(0)
        return numbers


FRACTIONS_LOST = CATALOGUE["fractional-labels-lost"].asking(
    "A label may lie between zero and one. What becomes of it here?"
)


def whole_labels(y: float) -> tuple[int, int, int]:
    """Return a label rounded, cut off, and 1 if it is not 0."""
    return round(y), int(y), int(y > 0)


class GraphQuestion(Question):
    """A question that asks for a dict of numbers, made by `function`, with one per part.

    `branches` are the two parts in which the label comes in, the first one first.
    """

    cases = 5
    branches: ClassVar[tuple[str, str]]
    keyed = True

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> Graph:
        """Labels between 0 and 1, then 1, 0, and whole x and w; w·x of either sign.

        x, w and their sizes differ, and w·x stays small: 1 − p loses digits where p is close to 1.
        """
        signs = rng.choice([-1, 1], 2)
        if number < 2:
            signs[1] = signs[0] * (1, -1)[number]
        y = float(rng.choice([rng.uniform(0.15, 0.4), rng.uniform(0.6, 0.85)]))
        if number == 4:
            return Graph(int(signs[0] * rng.integers(3, 5)), y, int(signs[1]))
        x, product = signs[0] * rng.uniform(1.25, 2.5), signs[0] * signs[1] * rng.uniform(0.6, 2.2)
        while abs(abs(product / x) - abs(x)) < 0.1 or abs(abs(product / x) - 1) < 0.1:
            x = signs[0] * rng.uniform(1.25, 2.5)
        kind = np.float64 if number == 1 else float
        return Graph(kind(x), (y, kind(y), 1, 0)[number], kind(product / x))

    def test_parts(self, case: Graph, got: Numbers, judge: Judge) -> None:
        """A label that is wrong from the beginning costs the first part in which it comes in."""
        relabelled = self.find_label(case, got)
        before = {
            graph: graph.own(got, self.right(graph), self.branches) for graph in (case, relabelled)
        }
        for part in self.parts:
            follows = case if part == self.branches[0] else relabelled
            self.judge_part(part, case, follows, before[follows], got, judge)

    @staticmethod
    def read(x: Any, y: Any, w: Any) -> Graph:
        """Return the graph that a later question hands to an earlier one."""
        return Graph(to_number(x), to_number(y), to_number(w))

    @classmethod
    def find_label(cls, case: Graph, got: Numbers) -> Graph:
        """Return the graph with the label that a student has used, if nothing else is wrong."""
        others = (case.relabel(y) for y in (*whole_labels(case.y), 1 - case.y))
        for graph in (case, *others):
            right = cls.right(graph)
            if all(agrees(got.get(part), right[part]) for part in cls.branches):
                return graph
        return case

    @classmethod
    def lose_fractions(cls, part: str, case: Graph) -> dict[Mistake, Callable[[], Any]]:
        """Return what a part becomes with labels that were made whole."""
        if part not in cls.branches:
            return {}
        return {
            FRACTIONS_LOST.with_variant(f"way {way}"): (
                lambda y=y: cls.right(case.relabel(y))[part]
            )
            for way, y in enumerate(whole_labels(case.y))
        }

    @staticmethod
    def right(case: Graph) -> Numbers:
        """Return what is right for each part."""
        raise NotImplementedError

    def judge_part(
        self, part: str, case: Graph, follows: Graph, before: Numbers, got: Numbers, judge: Judge
    ) -> None:
        """Judge one number, as a step of its own.

        `follows` has the label that a student used, `before` the numbers that they go on with.
        """
        raise NotImplementedError


def sigmoid(z: Any) -> Any:
    """Return σ(z), exact to its last digits however small it is."""
    power = np.exp(-np.abs(z))
    return np.where(z >= 0, 1.0, power) / (1 + power)


def softplus(z: Any) -> Any:
    """Return log(1 + eᶻ) of real or complex z, exact however small it is and finite with z."""
    positive = z.real > 0
    return np.where(positive, z, 0) + np.log1p(np.exp(np.where(positive, -z, z)))


class Logistic(LinearModel):
    """Logistic regression on rows; the kind of label is yet to be said."""

    @property
    def p(self) -> np.ndarray:
        """σ(z), one for every row."""
        return sigmoid(self.z)

    @property
    def q(self) -> np.ndarray:
        """1 − p, exact however small it is."""
        return sigmoid(-self.z)

    @property
    def is_visible(self) -> bool:
        """Whether neither gradient nearly cancels over the rows."""
        size = min(np.abs(self.gradient["dw"]).max(), abs(self.gradient["db"]))
        return size > 0.1 * np.abs(self.slope).mean()


SIZES = ((5, 3), (4, 4), (3, 6), (7, 1), (6, 2), (1, 3))
"""Rows and columns of usual cases: all different, equal, one column, one row; never 2 rows."""

WHOLE = 1
"""The number of the case of whole numbers, stored as such."""


def draw_inputs(rng: np.random.Generator, number: int) -> tuple[np.ndarray, np.ndarray, float]:
    """Draw X, w and b so that z stays small: float32 then follows.

    Whole numbers begin with two rows where z is 0, and p ½.
    """
    m, d = SIZES[number]
    if number == WHOLE:
        w, b = rng.choice([-1, 1], d), int(rng.choice([-1, 1]))
        X = rng.integers(-2, 3, (m, d))
        for row in (0, 1):
            X[row] = np.where(np.arange(d) == rng.integers(d), -b * w, 0)
        return X, w, b
    w = rng.uniform(0.4, 1.2, d) * rng.choice([-1, 1], d) / np.sqrt(d)
    b = float(rng.uniform(0.4, 1.0) * rng.choice([-1, 1]))
    return rng.normal(size=(m, d)), w, b
