"""The derivatives of a chain of single units, factor by factor."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from ..common import (
    CATALOGUE,
    ByHand,
    Judge,
    Question,
    Table,
    Values,
    about,
    oracle,
    prefer_own,
    to_number,
)
from .cases import FUNCTIONS, PARAMETERS

FLATTEST = 0.05
"""The smallest slope: what is multiplied by less can hardly be told from 0."""


@dataclass(frozen=True)
class ScalarNetwork:
    """The same network with one unit in each layer: every parameter is a number."""

    x: float
    params: dict[str, float]
    f: Callable
    df: Callable

    @classmethod
    def draw(cls, rng: np.random.Generator, number: int) -> "ScalarNetwork":
        """Draw parameters of either sign, none of them near 0; nor is any slope, or f′ of f(Z).

        In the last case they are whole numbers.
        """
        f, df = FUNCTIONS[("sigmoid", "tanh", "softplus", "wave", "sigmoid")[number]]
        while True:
            sizes = rng.uniform(0.4, 1.6, 7) * rng.choice([-1, 1], 7)
            x, *params = (int(np.sign(size)) if number == 4 else float(size) for size in sizes)
            x *= 2 if number == 4 else 1
            chain = cls(x, dict(zip(PARAMETERS, params, strict=True)), f, df)
            if all(df(value) > FLATTEST for value in chain.values.values()):
                return chain

    def forward(self, **changed: Any) -> dict[str, Any]:
        """Return every value on the way to the output, also for changed parameters."""
        p = self.params | changed
        Z1 = p["W1"] * self.x + p["b1"]
        Z2 = p["W2"] * self.f(Z1) + p["b2"]
        Z3 = p["Wo"] * self.f(Z2) + p["bo"]
        return {"Z1": Z1, "C": self.f(Z1), "Z2": Z2, "B": self.f(Z2), "Z3": Z3, "A": self.f(Z3)}

    @cached_property
    def values(self) -> dict[str, float]:
        """Every value on the way to the output."""
        return self.forward()

    def slope_by(self, weight: str) -> np.float64:
        """Return ∂O/∂ a weight, from the oracle."""
        start = float(self.params[weight])
        return np.float64(oracle.gradient(lambda w: self.forward(**{weight: w})["A"], start))

    @cached_property
    def reference(self) -> dict[str, np.float64]:
        """∂O/∂ every weight."""
        return {weight: self.slope_by(weight) for weight in ("Wo", "W2", "W1")}


@dataclass(frozen=True)
class Factors:
    """The factors of the derivative by a weight.

    signal: what comes back from the layer after it, to the weight there; z: the pre-activation of
    its own layer; input: what flows into it, the activation of z_prev or the data; z_with_b2: the
    output's z with the bias of the layer before.
    """

    chain: ScalarNetwork
    signal: float
    weight: float
    z: float
    input: float
    z_prev: float
    z_with_b2: float

    def product(self, **changed: float) -> float:
        """Return the derivative, also with changed factors."""
        factors = {"weight": self.weight, "slope": self.chain.df(self.z), "input": self.input}
        return self.signal * float(np.prod(list((factors | changed).values())))


FACTOR = "Walk back from O to this weight. Which factor belongs to {}?"

MISTAKES: Table = {
    CATALOGUE["input-missing"].asking(FACTOR.format("what flows into it")): lambda w: w.product(
        input=1.0
    ),
    CATALOGUE["activation-derivative-missing"].asking(
        FACTOR.format("the activation of its own layer")
    ): lambda w: w.product(slope=1.0),
    CATALOGUE["scalar-derivative-at-activation"]: lambda w: w.product(
        slope=w.chain.df(w.chain.f(w.z))
    ),
    CATALOGUE["activation-not-derivative"].asking("Is it f or f′ of this layer?"): lambda w: (
        w.product(slope=w.chain.f(w.z))
    ),
    CATALOGUE["sign"].asking("What in this chain could turn the sign?"): lambda w: -w.product(),
    CATALOGUE["weight-missing"]: lambda w: w.product(weight=1.0),
    CATALOGUE["scalar-pre-activation-as-input"]: lambda w: w.product(input=w.z_prev),
    CATALOGUE["hidden-bias-at-output"]: lambda w: w.product(slope=w.chain.df(w.z_with_b2)),
}


class TestScalar(Question):
    """scalar_gradients(x, params, f, df): A′B, A′WoB′C and A′WoB′W2C′x."""

    id = "03-three-layer/scalar"
    parts = {"Wo": 1, "W2": 1, "W1": 1}
    function = "scalar_gradients"
    keyed = True
    cases = 5
    draw = staticmethod(ScalarNetwork.draw)
    by_hand = ByHand(slopes=lambda n: [n.df], most=lambda n: 4 * 3)  # four forward passes

    @staticmethod
    def solve(x: Any, params: Any, f: Callable, df: Callable) -> dict[str, Any]:
        p = {name: to_number(params[name]) for name in PARAMETERS}
        v = ScalarNetwork(to_number(x), p, f, df).values
        signal, found = df(v["Z3"]), {"Wo": df(v["Z3"]) * v["B"]}
        for weight, after, Z, A_prev in (
            ("W2", "Wo", "Z2", v["C"]),
            ("W1", "W2", "Z1", to_number(x)),
        ):
            signal = signal * p[after] * df(v[Z])
            found[weight] = signal * A_prev
        return found

    def test_weights(self, case: ScalarNetwork, got: Values, judge: Judge) -> None:
        """The signal of a layer is the derivative by the weight after it, without its input."""
        right, v, p = case.reference, case.values, case.params
        after_Wo = float(prefer_own(got.get("Wo"), right["Wo"])) / v["B"]
        after_W2 = float(prefer_own(got.get("W2"), right["W2"])) / v["C"]
        factors = {
            "Wo": Factors(case, 1.0, 1.0, v["Z3"], v["B"], v["Z2"], v["Z3"] - p["bo"] + p["b2"]),
            "W2": Factors(case, after_Wo, p["Wo"], v["Z2"], v["C"], v["Z1"], v["Z2"]),
            "W1": Factors(case, after_W2, p["W2"], v["Z1"], case.x, case.x, v["Z1"]),
        }
        for weight, w in factors.items():
            judge(got, {weight: right[weight]}, {weight: w.product()}, about(MISTAKES, w))
