"""The derivatives of a chain of single units, factor by factor."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from autograder.diagnosis.carried_forward import usable
from autograder.diagnosis.judge import Judge, keyed
from autograder.diagnosis.mistakes import CATALOGUE
from autograder.question import oracle
from autograder.question.answer import Answer
from autograder.question.definition import Question

from .network import FUNCTIONS, PARAMETERS

FLATTEST = 0.05
"""The smallest slope: what is multiplied by less can hardly be told from 0."""


@dataclass(frozen=True)
class Chain:
    """The same network with one unit in each layer: every parameter is a number."""

    x: float
    params: dict[str, float]
    f: Callable
    df: Callable

    @classmethod
    def draw(cls, rng: np.random.Generator, number: int) -> "Chain":
        """Draw parameters of either sign, none of them near 0; nor is any slope, or f′ of f(Z)."""
        f, df = FUNCTIONS[("sigmoid", "tanh", "softplus", "wave")[number]]
        while True:
            sizes = rng.uniform(0.4, 1.6, 7) * rng.choice([-1, 1], 7)
            x, *params = (float(size) for size in sizes)
            chain = cls(x, dict(zip(PARAMETERS, params, strict=True)), f, df)
            if all(df(value) > FLATTEST for value in chain.values.values()):
                return chain

    def forward(self, **changed: Any) -> dict[str, Any]:
        """Every value on the way to the output, also for changed parameters."""
        p = self.params | changed
        Z1 = p["W1"] * self.x + p["b1"]
        Z2 = p["W2"] * self.f(Z1) + p["b2"]
        Z3 = p["Wo"] * self.f(Z2) + p["bo"]
        return {"Z1": Z1, "C": self.f(Z1), "Z2": Z2, "B": self.f(Z2), "Z3": Z3, "A": self.f(Z3)}

    @cached_property
    def reference(self) -> dict[str, np.float64]:
        """∂O/∂ every weight, from the oracle."""

        def output_as(name: str) -> Callable[[Any], Any]:
            return lambda w: self.forward(**{name: w})["A"]

        return {
            name: np.float64(oracle.gradient(output_as(name), self.params[name]))
            for name in ("Wo", "W2", "W1")
        }

    @cached_property
    def values(self) -> dict[str, float]:
        """Every value on the way to the output."""
        return self.forward()


def without(what: str) -> str:
    return f"Walk back from O to this weight. Which factor belongs to {what}?"


NO_INPUT = CATALOGUE["input-missing"].asking(without("what flows into it"))
NO_SLOPE = CATALOGUE["activation-derivative-missing"].asking(
    without("the activation of its own layer")
)
NO_WEIGHT = CATALOGUE["weight-missing"]
SLOPE_ELSEWHERE = CATALOGUE["scalar-derivative-at-activation"]
FUNCTION = CATALOGUE["activation-not-derivative"].asking("Is it f or f′ of this layer?")
SIGN = CATALOGUE["sign"].asking("What in this chain could turn the sign?")
Z_IN = CATALOGUE["scalar-pre-activation-as-input"]
OTHER_BIAS = CATALOGUE["hidden-bias-at-output"]


class TestScalar(Question):
    """scalar_gradients(x, params, f, df): A′B, A′WoB′C and A′WoB′W2C′x."""

    id = "03-three-layer/scalar"
    parts = {"Wo": 1, "W2": 1, "W1": 1}
    draw = staticmethod(Chain.draw)

    @staticmethod
    def call(answer: Answer, case: Chain) -> Mapping[str, Any]:
        result = answer.call("scalar_gradients", case.x, case.params, case.f, case.df)
        return keyed(result, "Wo", "W2", "W1")

    def test_weights(self, case: Chain, got: Mapping[str, Any], judge: Judge) -> None:
        self.judge_weight("Wo", "", "Z3", "B", "", case, got, judge)
        self.judge_weight("W2", "Wo", "Z2", "C", "Wo", case, got, judge)
        self.judge_weight("W1", "W2", "Z1", "x", "W2", case, got, judge)

    def judge_weight(
        self,
        weight: str,
        crossed: str,
        Z: str,
        source: str,
        after: str,
        case: Chain,
        got: Mapping[str, Any],
        judge: Judge,
    ) -> None:
        """Each weight's derivative is the signal from the layer after, times three factors."""
        z = case.values[Z]
        factors = {
            "weight": case.params.get(crossed, 1.0),
            "slope": case.df(z),
            "input": case.values.get(source, case.x),
        }
        signal = case.reference[weight] / np.prod(list(factors.values()))
        mine = usable(got.get(after), ())
        if mine is not None:
            signal = float(mine) / case.values[{"Wo": "B", "W2": "C"}[after]]

        def product(**changed: float) -> dict[str, Any]:
            return {weight: signal * np.prod(list((factors | changed).values()))}

        mistakes = {
            NO_INPUT: lambda: product(input=1.0),
            NO_SLOPE: lambda: product(slope=1.0),
            SLOPE_ELSEWHERE: lambda: product(slope=case.df(case.f(z))),
            FUNCTION: lambda: product(slope=case.f(z)),
            SIGN: lambda: product(input=-factors["input"]),
        }
        if after:
            mistakes[NO_WEIGHT] = lambda: product(weight=1.0)
        else:
            shifted = case.forward(bo=case.params["b2"])["Z3"]
            mistakes[OTHER_BIAS] = lambda: product(slope=case.df(shifted))
        if source != "x":
            before = case.values[{"B": "Z2", "C": "Z1"}[source]]
            mistakes[Z_IN] = lambda: product(input=before)
        judge(got, {weight: case.reference[weight]}, product(), mistakes)
