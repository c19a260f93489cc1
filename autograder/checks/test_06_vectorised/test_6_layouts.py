"""The same layer with samples in columns."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.diagnosis.judge import Judge, named
from autograder.diagnosis.mistakes import CATALOGUE, Mistake, about
from autograder.question.answer import Answer
from autograder.question.definition import Question
from autograder.question.forbidden import DIFFERENTIATION

from .affine import SCALES, SIZES


@dataclass(frozen=True)
class Layout:
    """A layer with samples in rows: X (m, in), W (in, out), b (out,)."""

    X: np.ndarray
    W: np.ndarray
    b: np.ndarray

    @property
    def reference(self) -> dict[str, np.ndarray]:
        """The layer with samples in columns, entry by entry: first and second index exchanged."""
        return {
            "Xc": np.array([[x[j] for x in self.X] for j in range(self.X.shape[1])]),
            "Wc": np.array([[w[k] for w in self.W] for k in range(self.W.shape[1])]),
            "bc": np.array([[number] for number in self.b]),
        }


STAYS = CATALOGUE["left-in-rows"]
RESHAPED = CATALOGUE["reshaped-not-transposed"]
RESHAPED_DOWN = CATALOGUE["reshaped-not-transposed"].with_variant("column by column")
TURNED = CATALOGUE["rotated-not-transposed"]
EXCHANGED = CATALOGUE["matrices-in-other-order"]
MATRICES = {"Xc": "X", "Wc": "W"}
OF_MATRIX: dict[Mistake, Callable[[np.ndarray], np.ndarray]] = {
    STAYS: lambda matrix: matrix,
    RESHAPED: lambda matrix: matrix.reshape(matrix.shape[::-1]),
    RESHAPED_DOWN: lambda matrix: matrix.reshape(matrix.shape[::-1], order="F"),
    TURNED: np.rot90,
}
OF_BIAS: dict[Mistake, Callable[[Layout], np.ndarray]] = {
    CATALOGUE["bias-without-second-axis"]: lambda c: c.b,
    CATALOGUE["bias-as-row"]: lambda c: np.array([c.b]),
    CATALOGUE["bias-repeated"]: lambda c: np.array([[number] * len(c.X) for number in c.b]),
    CATALOGUE["bias-gradient-missing"].asking("Is the bias of the layer in what you return?"): (
        lambda c: np.zeros((len(c.b), 1))
    ),
}


class TestLayouts(Question):
    """to_columns(X, W, b): the same layer for samples in columns."""

    id = "06-vectorised/layouts"
    parts = {"Xc": 1, "Wc": 1, "bc": 1}
    cases = len(SIZES)
    forbidden = (*DIFFERENTIATION, "nnlib.notation.")

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> Layout:
        m, below, here = SIZES[number]
        shapes = ((m, below), (below, here), here)
        return Layout(*(SCALES[number] * rng.normal(size=shape) for shape in shapes))

    @staticmethod
    def call(answer: Answer, case: Layout) -> Mapping[str, Any]:
        return named(answer.call("to_columns", case.X, case.W, case.b), *TestLayouts.parts)

    def test_matrices(self, case: Layout, got: Mapping[str, Any], judge: Judge) -> None:
        self.judge_matrix("Xc", "Wc", case, got, judge)
        self.judge_matrix("Wc", "Xc", case, got, judge)

    def judge_matrix(
        self, part: str, other: str, case: Layout, got: Mapping[str, Any], judge: Judge
    ) -> None:
        matrix = getattr(case, MATRICES[part])
        mistakes = about(OF_MATRIX, matrix, then=lambda value: {part: value})
        mistakes[EXCHANGED] = lambda: {part: case.reference[other]}
        judge(got, {part: case.reference[part]}, mistakes=mistakes)

    def test_bias(self, case: Layout, got: Mapping[str, Any], judge: Judge) -> None:
        mistakes = about(OF_BIAS, case, then=lambda bc: {"bc": bc})
        judge(got, {"bc": case.reference["bc"]}, mistakes=mistakes)
