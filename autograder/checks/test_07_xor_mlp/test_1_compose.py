"""XOR out of step units."""

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from ..common import (
    CATALOGUE,
    Answer,
    AnswerError,
    Judge,
    Mistake,
    Question,
    Values,
    agrees,
    to_number,
)
from .cases import CORNERS

KINDS: tuple[Callable[[Any], Any], ...] = (int, float, np.int64, np.asarray)
"""What a truth value may come as."""

INVERTED = CATALOGUE["gate-inverted"].asking(
    "When should XOR be 1: if its inputs are the same, or if they differ?"
)
SIGNS = CATALOGUE["outputs-minus-one-and-one"].asking(
    "Which two numbers does a step unit return here?"
)
CONSTANT = CATALOGUE["constant-output"]
NO_STEP = CATALOGUE["not-step-units"]

TABLES: dict[Mistake, list[list[int]]] = {
    CATALOGUE["one-gate-only"]: [[0, 1, 1, 1], [0, 0, 0, 1], [1, 1, 1, 0], [1, 0, 0, 0]],
    INVERTED: [[1, 0, 0, 1]],
    SIGNS: [[-1, 1, 1, -1]],
    CATALOGUE["one-corner-only"]: [[0, 1, 0, 0], [0, 0, 1, 0]],
    CONSTANT: [[0, 0, 0, 0], [1, 1, 1, 1]],
    CATALOGUE["one-input-only"]: [[0, 1, 0, 1], [0, 0, 1, 1], [1, 0, 1, 0], [1, 1, 0, 0]],
    CATALOGUE["last-step-missing"]: [[1, 2, 2, 1], [-1, 0, 0, -1]],
}
"""The outputs at the four corners that each mistake may give."""


class TestCompose(Question):
    """xor(x1, x2): its truth table, and 0 or 1 also between the corners, as step units answer."""

    id = "07-xor-mlp/compose"
    parts = {"table": 2, "steps": 1}
    cases = len(KINDS)
    facts = {"steps": "values other than 0 and 1 come out somewhere between the corners."}
    function = "xor"

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> tuple[Callable, np.ndarray]:
        """Draw a kind of number, and points that lie on no line that a gate is likely to have."""
        return KINDS[number], rng.uniform(0.03, 0.97, size=(8, 2))

    @classmethod
    def call(cls, answer: Answer, case: tuple[Callable, np.ndarray]) -> Values:
        kind, between = case
        table = [answer.call(cls.function, kind(x1), kind(x2)) for x1, x2 in CORNERS.tolist()]
        try:
            inside = [answer.call(cls.function, float(x1), float(x2)) for x1, x2 in between]
        except AnswerError:
            inside = [None]
        seen = [*table, *inside]
        binary = all(agrees(a, 0) or agrees(a, 1) for a in seen)
        varies = not all(agrees(a, table[0]) for a in table)
        return {"table": table, "steps": binary and varies, "binary": binary}

    @staticmethod
    def solve(x1: Any, x2: Any) -> int:
        return int((to_number(x1) >= 0.5) != (to_number(x2) >= 0.5))

    def test_table(self, case: Any, got: Values, judge: Judge) -> None:
        mistakes = {
            m.with_variant(f"{table}"): partial(list, table)
            for m, tables in TABLES.items()
            for table in tables
        }
        judge(got, {"table": np.array([0, 1, 1, 0])}, mistakes=mistakes)

    def test_steps(self, case: Any, got: Values, judge: Judge) -> None:
        """A unit without a step answers with fractions somewhere between the corners."""
        # An output that never changes may still be made of steps.
        mistakes = {NO_STEP: lambda: got["binary"], CONSTANT: lambda: not got["binary"]}
        judge(got, {"steps": True}, mistakes=mistakes)
