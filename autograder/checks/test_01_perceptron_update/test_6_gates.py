"""Logic gates made of one step unit each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.checks.common import (
    CATALOGUE,
    Answer,
    AnswerError,
    Judge,
    Question,
    Table,
    Unreadable,
    about,
    name_values,
    to_numbers,
)

CORNERS = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
NAMES = [str(corner) for corner in CORNERS.tolist()]


def by_inputs(table: np.ndarray) -> dict[str, int]:
    """Return the outputs of a gate, each by the name of its two inputs."""
    return dict(zip(NAMES, table.tolist(), strict=True))


@dataclass(frozen=True)
class Gate:
    """A unit that was got for a gate, the gate's outputs, and those of the gate it is taken for."""

    unit: Any
    table: np.ndarray
    other: np.ndarray

    def outputs(self, step: Callable[[Any], Any] = lambda z: z >= 0) -> Any:
        """Return the unit's outputs; None if it is missing; what it is if not a pair (w, b)."""
        if self.unit is None:
            return None
        try:
            w, b = map(to_numbers, name_values(self.unit, "w", "b").values())
        except AnswerError as error:
            return Unreadable(error.message)
        if w.shape != (2,):
            return Unreadable("its w should hold two numbers, one for each input.")
        if b.shape != ():
            return Unreadable("its b should be a single number.")
        return by_inputs(step(CORNERS @ w + b).astype(int))

    @property
    def needs_step_of_zero(self) -> bool:
        """Whether the unit would be right if its step gave 0 at 0."""
        return self.outputs(lambda z: z > 0) == by_inputs(self.table)


MISTAKES: Table = {
    CATALOGUE["gate-step-of-zero"]: lambda g: (
        g.outputs() if g.needs_step_of_zero else by_inputs(g.table)
    ),
    CATALOGUE["gate-inverted"]: lambda g: by_inputs(1 - g.table),
    CATALOGUE["another-gate"]: lambda g: by_inputs(g.other),
}


class TestGates(Question):
    """gates(): step units for OR, AND and NAND, judged by their truth tables."""

    id = "01-perceptron-update/gates"
    parts = {"or": 1, "and": 1, "nand": 1}
    function = "gates"
    cases = 1
    facts = {name: f"wrong for the inputs {name}. Which sign has z there?" for name in NAMES}

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> dict[str, np.ndarray]:
        one, other = CORNERS.T
        return {"or": one | other, "and": one & other, "nand": 1 - (one & other)}

    @classmethod
    def call(cls, answer: Answer, case: Mapping[str, np.ndarray]) -> Mapping[str, Any]:
        units = answer.call(cls.function)
        if not isinstance(units, dict):
            raise AnswerError("type", "`gates` should return a dict with `or`, `and`, `nand`.")
        return {name: units[name] for name in case if name in units}

    def test_gates(self, case: Mapping[str, Any], got: Mapping[str, Any], judge: Judge) -> None:
        for name, table in case.items():
            gate = Gate(got.get(name), table, case["and" if name == "or" else "or"])
            judge({name: gate.outputs()}, {name: by_inputs(table)}, mistakes=about(MISTAKES, gate))
