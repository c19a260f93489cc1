"""The forward pass, value by value."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from ..common import CATALOGUE, Judge, Question, Table, Values, about, prefer_own
from ..common.layers import Z_AS_INPUT
from .cases import LAYERS, Z_OF, Network


@dataclass(frozen=True)
class Forward:
    """A layer on the way to the output; A_prev is f(Z_prev), or both are the data."""

    A_prev: np.ndarray
    Z_prev: np.ndarray
    W: np.ndarray
    b: np.ndarray


@dataclass(frozen=True)
class Activation:
    """An activation and its argument."""

    f: Callable
    Z: np.ndarray


PRE_ACTIVATIONS: Table = {
    CATALOGUE["layer-without-bias"].asking("Is the bias of this layer in?"): lambda x: (
        x.A_prev @ x.W
    ),
    Z_AS_INPUT: lambda x: x.Z_prev @ x.W + x.b,
}

ACTIVATIONS: Table = {
    CATALOGUE["activation-missing"]: lambda x: x.Z,
    CATALOGUE["activation-taken-twice"]: lambda x: x.f(x.f(x.Z)),
}


class TestForward(Question):
    """forward(X, params, f): every value on the way to the output."""

    id = "03-three-layer/forward"
    parts = {"Z1": 1, "C": 1, "Z2": 1, "B": 1, "Z3": 1, "A": 1}
    function = "forward"
    keyed = True
    draw = staticmethod(Network.draw)

    @staticmethod
    def reference(case: Network) -> Values:
        return case.values

    @staticmethod
    def arguments(case: Network) -> tuple:
        return case.X, case.params, case.f

    def test_pre_activations(self, case: Network, got: Values, judge: Judge) -> None:
        right = case.values
        for k, (A_prev, Z, _) in LAYERS.items():
            own, before = prefer_own(got.get(A_prev), right[A_prev]), right[Z_OF.get(A_prev, "X")]
            x = Forward(own, before, case.params[f"W{k}"], case.params[f"b{k}"])
            judge(got, {Z: right[Z]}, {Z: x.A_prev @ x.W + x.b}, about(PRE_ACTIVATIONS, x))

    def test_activations(self, case: Network, got: Values, judge: Judge) -> None:
        for A, Z in Z_OF.items():
            x = Activation(case.f, prefer_own(got.get(Z), case.values[Z]))
            judge(got, {A: case.values[A]}, {A: x.f(x.Z)}, about(ACTIVATIONS, x))
