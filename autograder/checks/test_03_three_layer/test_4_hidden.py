"""One step of the backward pass, for any hidden layer."""

from collections.abc import Callable
from typing import Any

import numpy as np

from ..common import Judge, Question, Values, about, prefer_own, renamed, to_array
from ..common.layers import HIDDEN_SIGNALS, ROWS_MISSED, Hidden, Layer, judge_gradients, layer
from .cases import FUNCTIONS

SIZES = ((3, 4, 6, 5), (4, 4, 4, 4), (5, 3, 6, 1), (7, 2, 3, 4), (1, 4, 3, 2))
"""Rows, units before the layer, in it and after it; never 2 rows."""


class TestHidden(Question):
    """hidden_layer(D_next, W_next, Z, A_prev, df): one step of the backward pass, for any layer."""

    id = "03-three-layer/hidden"
    parts = {"D": 1, "dW": 1, "db": 1}
    function = "hidden_layer"
    cases = 5

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> Hidden:
        """Layers of all different sizes, square ones, one with a single unit after it, one of a
        single row. Where all sizes are equal, D_next and A_prev hold whole numbers, stored as such.
        """
        m, below, here, after = SIZES[number]
        A_prev, W, b = (rng.normal(size=s) for s in ((m, below), (below, here), here))
        D_next, W_next = rng.normal(size=(m, after)), rng.normal(size=(here, after))
        if number == 1:
            A_prev, D_next = (rng.integers(-3, 4, (4, 4)) for _ in range(2))
        f, df = FUNCTIONS[("wave", "tanh", "sigmoid", "softplus", "wave")[number]]
        return Hidden(D_next, W_next, A_prev @ W + b, A_prev, f, df)

    @staticmethod
    def rows(case: Hidden) -> int:
        return len(case.Z)

    @staticmethod
    def arguments(case: Hidden) -> tuple:
        return case.D_next, case.W_next, case.Z, case.A_prev, case.df

    @staticmethod
    def solve(D_next: Any, W_next: Any, Z: Any, A_prev: Any, df: Callable) -> tuple:
        D_next, W_next, Z, A_prev = map(to_array, (D_next, W_next, Z, A_prev))
        return tuple(layer(Hidden(D_next, W_next, Z, A_prev, df, df).D, A_prev).values())

    def test_error_signal(self, case: Hidden, got: Values, judge: Judge) -> None:
        judge(got, {"D": case.reference["D"]}, mistakes=about(HIDDEN_SIGNALS, case))

    def test_gradients(self, case: Hidden, got: Values, judge: Judge) -> None:
        names = {"W": "dW", "b": "db"}
        x = Layer(prefer_own(got.get("D"), case.D), case.A_prev)
        judge_gradients(got, renamed(case.reference, names), x, names, judge, ROWS_MISSED)
