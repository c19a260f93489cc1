"""The same layer with samples in columns."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.diagnosis.judge import Judge, named
from autograder.diagnosis.mistakes import Mistake, about, bias_left_out
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


STAYS = Mistake(
    "V4",
    "left in rows",
    "as it stands with samples in rows.",
    "What counts the columns of each matrix, once samples stand in columns?",
)
ELSEWHERE = "in the right shape, with its entries in other places."
READING_ORDER = "A new shape alone keeps all entries in reading order. Print a small example."
RESHAPED = Mistake("V29", "reshaped in place of transposed", ELSEWHERE, READING_ORDER)
RESHAPED_DOWN = Mistake("V29", "reshaped column by column", ELSEWHERE, READING_ORDER)
TURNED = Mistake(
    "V30",
    "turned round in place of transposed",
    "transposed, and flipped besides.",
    "Where should the very first entry be afterwards?",
)
EXCHANGED = Mistake(
    "V14",
    "returned in another order",
    "the other factor.",
    "In which order are the three to be returned?",
)
MATRICES = {"Xc": "X", "Wc": "W"}
OF_MATRIX: dict[Mistake, Callable[[np.ndarray], np.ndarray]] = {
    STAYS: lambda matrix: matrix,
    RESHAPED: lambda matrix: matrix.reshape(matrix.shape[::-1]),
    RESHAPED_DOWN: lambda matrix: matrix.reshape(matrix.shape[::-1], order="F"),
    TURNED: np.rot90,
}
STRETCHES = "What does NumPy do with a shape like this when it adds it to a matrix (out, m)?"
OF_BIAS: dict[Mistake, Callable[[Layout], np.ndarray]] = {
    Mistake("V12", "bias without a second axis", "a vector without a second axis.", STRETCHES): (
        lambda c: c.b
    ),
    Mistake("V12", "bias in a row", "a row.", STRETCHES): lambda c: np.array([c.b]),
    Mistake(
        "V31",
        "bias written out for every sample",
        "repeated for every sample.",
        "One bias serves every sample: who repeats it?",
    ): lambda c: np.array([[number] * len(c.X) for number in c.b]),
    bias_left_out("D12", "Is the bias of the layer in what you return?"): (
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
