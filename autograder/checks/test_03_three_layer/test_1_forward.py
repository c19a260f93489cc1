"""The forward pass, value by value."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..common import CATALOGUE, Judge, Question, Table, Values, about, prefer_own
from .cases import LAYERS, Z_OF, Network, read_network


@dataclass(frozen=True)
class Forward:
    """A layer on the way to the output; A_prev is f(Z_prev), or both are the data.

    dtype: that of the data.
    """

    A_prev: np.ndarray
    Z_prev: np.ndarray
    W: np.ndarray
    b: np.ndarray
    dtype: np.dtype


@dataclass(frozen=True)
class Activation:
    """An activation and its argument; dtype: that of the data."""

    f: Callable
    Z: np.ndarray
    dtype: np.dtype


CUT = CATALOGUE["cut-to-whole-numbers"]

PRE_ACTIVATIONS: Table = {
    CATALOGUE["layer-without-bias"].asking("Is the bias of this layer in?"): lambda x: (
        x.A_prev @ x.W
    ),
    CATALOGUE["bias-subtracted"]: lambda x: x.A_prev @ x.W - x.b,
    CATALOGUE["pre-activation-handed-on"]: lambda x: x.Z_prev @ x.W + x.b,
    CUT: lambda x: (x.A_prev @ x.W + x.b).astype(x.dtype),
}

ACTIVATIONS: Table = {
    CATALOGUE["activation-missing"]: lambda x: x.Z,
    CATALOGUE["activation-taken-twice"]: lambda x: x.f(x.f(x.Z)),
    CUT: lambda x: x.f(x.Z).astype(x.dtype),
}


class TestForward(Question):
    """forward(X, params, f): every value on the way to the output."""

    id = "03-three-layer/forward"
    parts = {"Z1": 1, "C": 1, "Z2": 1, "B": 1, "Z3": 1, "A": 1}
    function = "forward"
    keyed = True
    cases = 5
    draw = staticmethod(Network.draw)

    @staticmethod
    def reference(case: Network) -> Values:
        return case.values

    @staticmethod
    def arguments(case: Network) -> tuple:
        return case.X, case.params, case.f

    @staticmethod
    def solve(X: Any, params: Any, f: Callable) -> dict[str, Any]:
        values = read_network(X, 0, params, f, f).values
        return {part: values[part] for part in TestForward.parts}

    def test_pre_activations(self, case: Network, got: Values, judge: Judge) -> None:
        right = case.values
        for k, (A_prev, Z, _) in LAYERS.items():
            own, before = prefer_own(got.get(A_prev), right[A_prev]), right[Z_OF.get(A_prev, "X")]
            W, b = case.params[f"W{k}"], case.params[f"b{k}"]
            x = Forward(own, before, W, b, case.X.dtype)
            judge(got, {Z: right[Z]}, {Z: x.A_prev @ x.W + x.b}, about(PRE_ACTIVATIONS, x))

    def test_activations(self, case: Network, got: Values, judge: Judge) -> None:
        for A, Z in Z_OF.items():
            x = Activation(case.f, prefer_own(got.get(Z), case.values[Z]), case.X.dtype)
            judge(got, {A: case.values[A]}, {A: x.f(x.Z)}, about(ACTIVATIONS, x))
