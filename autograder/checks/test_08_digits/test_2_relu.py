"""ReLU on the way back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from autograder.diagnosis.judge import Judge
from autograder.diagnosis.mistakes import CATALOGUE, Mistake, about
from autograder.question import oracle
from autograder.question.answer import Answer
from autograder.question.definition import Question
from autograder.question.forbidden import DIFFERENTIATION

from .rectifier import RELU_MISTAKES, relu, relu_slope


@dataclass(frozen=True)
class Rectified:
    """The gradient on the output of a layer of ReLUs, and the layer's pre-activations."""

    signal: np.ndarray
    Z: np.ndarray

    @cached_property
    def reference(self) -> np.ndarray:
        """∂/∂Z of Σ dA · relu(Z) by the oracle; at the kink, what holds to its left."""
        beside = np.where(self.Z == 0, -1.0, self.Z)
        return oracle.gradient(lambda Z: (self.signal * Z * (Z.real > 0)).sum(), beside)


MISTAKES: dict[Mistake, Callable[[np.ndarray, np.ndarray], np.ndarray]] = RELU_MISTAKES | {
    CATALOGUE["relu-derivative-alone"]: lambda dA, Z: relu_slope(Z),
    CATALOGUE["relu-again"]: lambda dA, Z: relu(Z),
    CATALOGUE["relu-slope-half-at-zero"]: lambda dA, Z: dA * np.heaviside(Z, 0.5),
}


class TestRelu(Question):
    """relu_backward(dA, Z): what comes back through ReLU, also where Z is 0."""

    id = "08-digits/relu"
    parts = {"dZ": 2}
    forbidden = (*DIFFERENTIATION, "nnlib.functions.")

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> Rectified:
        """Different and equal sizes, one row, one column; each meeting of signs, and zeros."""
        shape = ((4, 6), (5, 5), (1, 8), (9, 1))[number]
        Z, dA = (rng.uniform(0.1, 3, shape) * rng.choice([-1, 1], shape) for _ in range(2))
        # Some close to 0, but not so close that a rounding error would decide.
        Z *= 10.0 ** -rng.integers(0, 3, shape)
        meetings = [(-1, -1), (-1, 1), (1, -1), (1, 1), (0, -1), (0, 1)]
        places = rng.permutation(Z.size)[: len(meetings)]
        Z.flat[places] = np.abs(Z.flat[places]) * [z for z, _ in meetings]
        dA.flat[places] = np.abs(dA.flat[places]) * [d for _, d in meetings]
        return Rectified(dA, Z)

    @staticmethod
    def rows(case: Rectified) -> int:
        return len(case.Z)

    @staticmethod
    def call(answer: Answer, case: Rectified) -> Mapping[str, Any]:
        return {"dZ": answer.call("relu_backward", case.signal, case.Z)}

    def test_signal(self, case: Rectified, got: Mapping[str, Any], judge: Judge) -> None:
        mistakes = about(MISTAKES, case.signal, case.Z, then=lambda dZ: {"dZ": dZ})
        judge(got, {"dZ": case.reference}, mistakes=mistakes)
