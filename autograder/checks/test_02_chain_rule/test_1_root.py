"""The derivative of a root of a line."""

from typing import Any

import numpy as np

from ..common import CATALOGUE, ClosedForm, Table, oracle, to_number
from .cases import all_show, mistaken


def product(z: float, exponent: float = -1 / 2, inner: float = 5.0) -> float:
    """R′(z) = ½ u^(−½) · 5 at u = 5z − 8, or with another exponent or inner derivative."""
    return (5 * z - 8) ** exponent / 2 * inner


MISTAKES: Table = {
    CATALOGUE["inner-derivative-missing"].asking(
        "How fast does what stands under the root grow with z?"
    ): lambda z: product(z, inner=1),
    CATALOGUE["root-taken-twice"]: lambda z: product(z, -1 / 4),
    CATALOGUE["outer-derivative-at-wrong-point"].asking(
        "At which value is the outer derivative taken, z or what stands under the root?"
    ): lambda z: z**-0.5 / 2 * 5,
    CATALOGUE["half-in-front-missing"]: lambda z: 2 * product(z),
    CATALOGUE["exponent-not-lowered"]: lambda z: product(z, 1 / 2),
    CATALOGUE["wrong-exponent"].with_variant("lowered twice"): lambda z: product(z, -3 / 2),
    CATALOGUE["wrong-exponent"].with_variant("raised"): lambda z: product(z, 3 / 2),
    CATALOGUE["sum-not-product"]: lambda z: product(z, inner=1) + 5,
    CATALOGUE["inner-function-not-derivative"]: lambda z: product(z, inner=5 * z - 8),
    CATALOGUE["sign"].asking("Does R grow or fall with z?"): lambda z: -product(z),
    CATALOGUE["outer-function-not-derivative"]: lambda z: 2 * product(z, 1 / 2),
    CATALOGUE["root-derivative-at-inner-derivative"]: lambda z: 5**-0.5 / 2 * 5,
    CATALOGUE["root-of-inner-derivative"]: lambda z: 5**0.5,
    CATALOGUE["constant-under-root-dropped"]: lambda z: (5 * z) ** -0.5 / 2 * 5,
    CATALOGUE["constants-kept"]: lambda z: product(z, inner=5 - 8),
    CATALOGUE["root-derivative-inverted"]: lambda z: 1 / product(z),
    CATALOGUE["value-of-root"]: lambda z: 2 * product(z, 1 / 2, inner=1),
}


class TestRoot(ClosedForm):
    """root_derivative(z): the slope of √(5z − 8), close to its left end and far from it."""

    id = "02-chain-rule/root"
    parts = {"derivative": 2}
    cases = 5
    function = "root_derivative"
    mistakes = MISTAKES

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> float:
        """Whole and other z, also as one of NumPy's numbers."""
        low, high = ((12, 100), (0.15, 0.8), (1.2, 4), (10, 60), (60, 200))[number]
        kind = (round, float, float, np.float64, float)[number]
        while True:
            z = kind((rng.uniform(low, high) + 8) / 5)
            if all_show(product(z), mistaken(MISTAKES, z)):
                return z

    @staticmethod
    def reference(case: float) -> np.ndarray:
        return oracle.gradient(lambda z: np.sqrt(5 * z - 8), float(case))

    @staticmethod
    def solve(z: Any) -> float:
        return product(to_number(z))
