"""What a row of errata is, and the cases that what is in print must fail."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from nnlib.formulas import ERRATA, FORMULAS


@dataclass(frozen=True)
class Topic:
    """A heading of the page: its title, and the lecture that it belongs to."""

    title: str
    lecture: str


UNIT = Topic("The perceptron and its update", "01-perceptron-update")
CHAIN = Topic("The chain rule", "02-chain-rule")
LAYERS = Topic("Three layers by hand", "03-three-layer")
LOGISTIC = Topic("Logistic regression", "04-logistic-graph")
GRAPH = Topic("A loss as a graph", "04-logistic-graph")
DESCENT = Topic("Gradient descent", "05-gradient-descent")
MATRICES = Topic("Matrices and their shapes", "06-vectorised")
DELTAS = Topic("A network and its deltas", "07-xor-mlp")
NETWORKS = Topic("What networks can do", "08-digits")
WORDS = Topic("Letters and spelling", "00-notation")
TOPICS = (UNIT, CHAIN, LAYERS, LOGISTIC, GRAPH, DESCENT, MATRICES, DELTAS, NETWORKS, WORDS)


@dataclass(frozen=True)
class Trial:
    """What is printed must differ from the truth, and what holds must agree with it.

    Each is a number, an array, a list, or a function of nothing that gives one. An array has to
    have the truth's shape, and what raises an error does not agree. truth: from another source than
    what holds, such as SymPy or a difference quotient.
    """

    truth: Any
    holds: Any
    printed: Any

    def agrees(self, form: Any) -> bool:
        """Return whether a form gives the truth, to seven digits."""
        try:
            found, truth = (np.asarray(f() if callable(f) else f) for f in (form, self.truth))
        except (ValueError, IndexError, SyntaxError):
            return False
        if found.dtype.kind not in "biufc" or truth.dtype.kind not in "biufc":
            return found.tolist() == truth.tolist()
        return found.shape == truth.shape and np.allclose(found, truth, 1e-7, 1e-9)


@dataclass(frozen=True)
class House:
    """What a lecture uses instead, and what no lecture says."""

    uses: tuple[str, ...]
    avoids: tuple[str, ...] = ()


@dataclass(frozen=True)
class Spelling:
    """Misspelt words that stand in no lecture."""

    words: tuple[str, ...]


Case = Trial | House | Spelling


@dataclass(frozen=True)
class Row:
    """An erratum: its id, the text of its source that is meant, what holds, and why.

    kind: M mathematics, N notation, O overstated, T typing, L lost; place: slide or line.
    """

    id: str
    kind: str
    topic: Topic
    place: str
    printed: str
    holds: str
    why: str
    case: Callable[[], Case]


ROWS: list[Row] = []


def row(
    id: str, kind: str, topic: Topic, place: str, *, printed: str, holds: str, why: str
) -> Callable[[Callable[[], Case]], Callable[[], Case]]:
    """Enter a row into the ledger, with the function below as its case."""

    def enter(case: Callable[[], Case]) -> Callable[[], Case]:
        ROWS.append(Row(id, kind, topic, place, printed, holds, why, case))
        return case

    return enter


def wrong(formula: str) -> str:
    """Return the misprint of a formula, as `ERRATA` has it."""
    (erratum,) = (erratum for erratum in ERRATA if erratum.formula == formula)
    return f"${erratum.latex}$"


def right(formula: str) -> str:
    """Return a formula as the registry has it."""
    return f"${FORMULAS[formula].latex}$"


def slope(f: Callable[[Any], Any], at: Any, h: float = 1e-5) -> Any:
    """Return the derivative of a number by a number or an array: a difference of fourth order."""
    start = np.asarray(at, float)
    found = np.zeros(start.shape)
    for i in np.ndindex(start.shape):
        nudge = np.zeros(start.shape)
        nudge[i] = h
        values = [f((start + k * nudge)[()]) for k in (-2, -1, 1, 2)]
        found[i] = np.dot(values, [1, -8, 8, -1]) / (12 * h)
    return found[()]


def sigma(z: Any) -> Any:
    """Return the logistic function, written anew."""
    return 1 / (1 + np.exp(-np.asarray(z, float)))
