"""Logic gates made of one step unit each."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from autograder.diagnosis.judge import Judge, named, numbers
from autograder.diagnosis.mistakes import CATALOGUE
from autograder.question.answer import Answer, AnswerError
from autograder.question.definition import Question

CORNERS = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])

ON_THE_LINE = CATALOGUE["gate-step-of-zero"]
TURNED = CATALOGUE["gate-inverted"]
OTHER_GATE = CATALOGUE["another-gate"]


def outputs(unit: Any, above: Callable[[np.ndarray], np.ndarray]) -> Any:
    """The gate's four outputs; None if it is missing, text if it is not a pair (w, b)."""
    if unit is None:
        return None
    try:
        w, b = named(unit, "w", "b").values()
        w, b = numbers(w), numbers(b)
    except AnswerError:
        return "not a pair (w, b)"
    return above(CORNERS @ w + b).astype(int) if w.shape == (2,) and b.shape == () else "w or b"


class TestGates(Question):
    """gates(): step units for OR, AND and NAND, judged by their truth tables."""

    id = "01-perceptron-update/gates"
    parts = {"or": 1, "and": 1, "nand": 1}
    cases = 1

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> dict[str, np.ndarray]:
        one, other = CORNERS.T
        return {"or": one | other, "and": one & other, "nand": 1 - (one & other)}

    @staticmethod
    def call(answer: Answer, case: Mapping[str, np.ndarray]) -> Mapping[str, Any]:
        units = answer.call("gates")
        if not isinstance(units, dict):
            raise AnswerError("type", "`gates` should return a dict with `or`, `and`, `nand`.")
        return {name: units[name] for name in case if name in units}

    def test_truth_tables(
        self, case: Mapping[str, np.ndarray], got: Mapping[str, Any], judge: Judge
    ) -> None:
        for gate in self.parts:
            self.judge_gate(gate, case, got, judge)

    def judge_gate(
        self, gate: str, case: Mapping[str, np.ndarray], got: Mapping[str, Any], judge: Judge
    ) -> None:
        unit, table = got.get(gate), case[gate]
        mine = outputs(unit, lambda z: z >= 0)
        lies_on_the_line = np.array_equal(outputs(unit, lambda z: z > 0), table)
        judge(
            {gate: mine},
            {gate: table},
            mistakes={
                ON_THE_LINE: lambda: {gate: mine if lies_on_the_line else table},
                TURNED: lambda: {gate: 1 - table},
                OTHER_GATE: lambda: {gate: case["and" if gate == "or" else "or"]},
            },
        )
