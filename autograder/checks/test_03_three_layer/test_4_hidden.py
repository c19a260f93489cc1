"""One step of the backward pass, for any hidden layer."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from autograder.checks.common.layers import HIDDEN_SIGNALS, Hidden, layer, signals, slips
from autograder.diagnosis.carried_forward import usable
from autograder.diagnosis.judge import Judge, named
from autograder.diagnosis.mistakes import renamed
from autograder.question.answer import Answer
from autograder.question.definition import Question

from .network import FUNCTIONS


class TestHidden(Question):
    """hidden_layer(D_next, W_next, Z, A_prev, df): one step of the backward pass, for any layer."""

    id = "03-three-layer/hidden"
    parts = {"D": 1, "dW": 1, "db": 1}

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> Hidden:
        """Layers of all different sizes, square ones, and one with a single unit after it."""
        m, below, here, after = ((3, 4, 6, 5), (4, 4, 4, 4), (5, 3, 6, 1), (7, 2, 3, 4))[number]
        A_prev, W, b = (rng.normal(size=s) for s in ((m, below), (below, here), here))
        D_next, W_next = rng.normal(size=(m, after)), rng.normal(size=(here, after))
        f, df = FUNCTIONS[("wave", "tanh", "sigmoid", "softplus")[number]]
        return Hidden(D_next, W_next, A_prev @ W + b, A_prev, f, df)

    @staticmethod
    def rows(case: Hidden) -> int:
        return len(case.Z)

    @staticmethod
    def call(answer: Answer, case: Hidden) -> Mapping[str, Any]:
        result = answer.call("hidden_layer", case.D_next, case.W_next, case.Z, case.A_prev, case.df)
        return named(result, "D", "dW", "db")

    def test_error_signal(self, case: Hidden, got: Mapping[str, Any], judge: Judge) -> None:
        mistakes = signals(HIDDEN_SIGNALS, case, case.A_prev, {"D": "D"})
        judge(got, {"D": case.reference["D"]}, mistakes=mistakes)

    def test_gradients(self, case: Hidden, got: Mapping[str, Any], judge: Judge) -> None:
        names = {"W": "dW", "b": "db"}
        mine = usable(got.get("D"), case.Z.shape)
        D = case.D if mine is None else mine
        judge(
            got,
            {"dW": case.reference["W"], "db": case.reference["b"]},
            renamed(layer(D, case.A_prev), names),
            slips(D, case.A_prev, names),
        )
