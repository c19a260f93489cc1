"""A layer backward, with samples in rows."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from autograder.diagnosis.judge import Judge, named
from autograder.diagnosis.mistakes import about
from autograder.question.answer import Answer
from autograder.question.definition import Question

from . import bias
from .affine import OUTPUT, SIZES, Affine, mistakes


class TestRows(Question):
    """affine_backward(X, W, dZ): the gradients of everything in Z = XW + b."""

    id = "06-vectorised/rows"
    parts = {"dX": 2, "dW": 2, "db": 1}
    cases = len(SIZES)
    draw = staticmethod(Affine.draw)

    @staticmethod
    def call(answer: Answer, case: Affine) -> Mapping[str, Any]:
        result = answer.call("affine_backward", case.X, case.W, case.G)
        return named(result, "dX", "dW", "db")

    def test_products(self, case: Affine, got: Mapping[str, Any], judge: Judge) -> None:
        for part in "dX", "dW":
            known = mistakes(case, part, got.get(part))
            judge(got, {part: case.references[part]}, mistakes=known)

    def test_bias(self, case: Affine, got: Mapping[str, Any], judge: Judge) -> None:
        def of_output(dZ: np.ndarray) -> np.ndarray:
            return bias.derived(case.X @ case.W)

        known = about(bias.MISTAKES | {OUTPUT: of_output}, case.G, then=lambda db: {"db": db})
        judge(got, {"db": case.references["db"]}, mistakes=known)
