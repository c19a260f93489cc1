"""The graph of the logistic loss, node by node, and its partials, tangents and adjoints."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from autograder.diagnosis.carried_forward import usable
from autograder.diagnosis.judge import agrees
from autograder.question import oracle

Edge = tuple[str, str]
"""A node, and one of its parents."""

OPERATIONS: dict[str, Callable[["Graph", Mapping[str, Any]], Any]] = {
    "xi1": lambda g, v: g.x * v["w"],
    "xi2": lambda g, v: np.exp(-1 * v["xi1"]),
    "xi3": lambda g, v: v["xi2"] + 1,
    "xi4": lambda g, v: v["xi3"] ** -1.0,
    "xi5": lambda g, v: np.log(v["xi4"]),
    "xi6": lambda g, v: -v["xi4"] + 1,
    "xi7": lambda g, v: np.log(v["xi6"]),
    "xi8": lambda g, v: v["xi7"] * (1 - g.y),
    "xi9": lambda g, v: v["xi5"] * g.y,
    "L": lambda g, v: -v["xi8"] - v["xi9"],
}
"""What each node makes of its parents' values; they come in the order of the graph."""

NODES = tuple(OPERATIONS)

EDGES: tuple[Edge, ...] = (
    ("xi1", "w"),
    ("xi2", "xi1"),
    ("xi3", "xi2"),
    ("xi4", "xi3"),
    ("xi5", "xi4"),
    ("xi6", "xi4"),
    ("xi7", "xi6"),
    ("xi8", "xi7"),
    ("xi9", "xi5"),
    ("L", "xi8"),
    ("L", "xi9"),
)


@dataclass(frozen=True)
class Graph:
    """The graph at three numbers, with everything that can be derived from it."""

    x: float
    y: float
    w: float

    @classmethod
    def draw(cls, rng: np.random.Generator, number: int) -> "Graph":
        """Labels between 0 and 1, then 1, 0, and whole x and w; w·x of either sign.

        x, w and their sizes differ, and w·x stays small: 1 − p loses digits where p is close to 1.
        """
        signs = rng.choice([-1, 1], 2)
        if number == 1:
            signs[1] = -signs[0]
        if number == 0:
            signs[1] = signs[0]
        y = float(rng.choice([rng.uniform(0.15, 0.4), rng.uniform(0.6, 0.85)]))
        if number == 4:
            return cls(int(signs[0] * rng.integers(3, 5)), y, int(signs[1]))
        x, product = signs[0] * rng.uniform(1.25, 2.5), signs[0] * signs[1] * rng.uniform(0.6, 2.2)
        while abs(abs(product / x) - abs(x)) < 0.1 or abs(abs(product / x) - 1) < 0.1:
            x = signs[0] * rng.uniform(1.25, 2.5)
        kind = np.float64 if number == 1 else float
        return cls(kind(x), (y, kind(y), 1, 0)[number], kind(product / x))

    def run(self, **given: Any) -> dict[str, Any]:
        """The values of all nodes, some of them given in place of what their parents make."""
        values = {"w": self.w}
        for node in ("w", *NODES):
            values[node] = given[node] if node in given else self.at(node, values)
        return values

    def at(self, node: str, values: Mapping[str, Any]) -> Any:
        """The value of a node where its parents have these values."""
        return OPERATIONS[node](self, values) if node in OPERATIONS else values[node]

    @cached_property
    def values(self) -> dict[str, float]:
        """The values of w and all nodes."""
        return {node: float(value) for node, value in self.run().items()}

    @cached_property
    def reference(self) -> dict[str, dict[Any, np.ndarray]]:
        """By the oracle: `partials` by edge, `tangents` and `adjoints` by node."""
        return {
            "partials": {edge: self._partial(*edge) for edge in EDGES},
            "tangents": {node: self._tangent(node) for node in NODES},
            "adjoints": {node: self._adjoint(node) for node in ("w", *NODES)},
        }

    def _partial(self, child: str, parent: str) -> np.ndarray:
        def operation(value: Any) -> Any:
            return self.at(child, self.values | {parent: value})

        return oracle.gradient(operation, self.values[parent])

    def _tangent(self, node: str) -> np.ndarray:
        return oracle.gradient(lambda w: self.run(w=w)[node], self.values["w"])

    def _adjoint(self, node: str) -> np.ndarray:
        return oracle.gradient(lambda value: self.run(**{node: value})["L"], self.values[node])

    @property
    def partials(self) -> dict[Edge, np.ndarray]:
        """∂child/∂parent of every edge."""
        return self.reference["partials"]

    @property
    def tangents(self) -> dict[str, np.ndarray]:
        """d·/dw of every node."""
        return self.reference["tangents"]

    @property
    def adjoints(self) -> dict[str, np.ndarray]:
        """∂L/∂· of w and every node."""
        return self.reference["adjoints"]


def mine(graph: Graph, got: Mapping[str, Any], right: Mapping[str, Any]) -> dict[str, Any]:
    """A student's own numbers, and the right one where there is none to go on with.

    A 0 leads to nothing but zeros. So it is theirs only where the label is 0 or 1, and may have
    silenced a branch.
    """
    silent = graph.y in (0, 1)
    own = {name: usable(got.get(name), ()) for name in right}
    zeros = {name: 0.0 for name in right if silent and agrees(got.get(name), 0.0)}
    found = {name: float(value) for name, value in own.items() if value is not None}
    return dict(right) | zeros | found
