"""A bias that is added to every row."""

from typing import Any

import numpy as np

from ..common import ClosedForm, oracle, to_array
from .mistakes import OF_BIAS


class TestBroadcast(ClosedForm):
    """bias_backward(dZ): the gradient of a bias that is added to every row."""

    id = "06-vectorised/broadcast"
    parts = {"db": 2}
    cases = 7
    function = "bias_backward"
    mistakes = OF_BIAS

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> np.ndarray:
        """The gradient (m, out) that arrives: different sizes, square, one output, one sample."""
        shape = ((3, 5), (4, 4), (6, 1), (1, 4), (7, 2), (5, 3), (4, 3))[number]
        if number == 6:
            return rng.integers(-5, 6, shape)
        return (1.0, 1.0, 20.0, 1.0, 0.01, 1.0)[number] * rng.normal(size=shape)

    @staticmethod
    def reference(case: np.ndarray) -> np.ndarray:
        """∂J/∂b, by the oracle."""
        m, width = case.shape
        return oracle.gradient(lambda b: (case * (np.zeros((m, width)) + b)).sum(), np.zeros(width))

    @staticmethod
    def rows(case: np.ndarray) -> int:
        return len(case)

    @staticmethod
    def solve(dZ: Any) -> np.ndarray:
        return to_array(dZ).sum(axis=0)
