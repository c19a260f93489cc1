"""Mistakes in the deltas and gradients of sigmoid layers."""

from functools import partial
from typing import Any

import numpy as np

from ..common import CATALOGUE, Table
from ..common.layers import layer
from .cases import g, g_prime

TWICE = CATALOGUE["factor-two-kept"]
MEAN = CATALOGUE["mean-not-sum"].asking(
    "This loss is a sum over the samples. Do you divide by their number?"
)

DELTAS: Table = {
    CATALOGUE["sign"].asking("Which way round is the residual in ∂C/∂a?"): lambda x: -x.D,
    TWICE: lambda x: 2 * x.D,
    MEAN: lambda x: x.D / len(x.Z),
    CATALOGUE["sigmoid-derivative-from-z"]: lambda x: x.back * x.Z * (1 - x.Z),
    CATALOGUE["sigmoid-derivative-at-activation"]: lambda x: x.back * g_prime(g(x.Z)),
    CATALOGUE["sigmoid-derivative-factor-missing"]: lambda x: x.back * g(x.Z),
    CATALOGUE["derivative-of-tanh"]: lambda x: x.back * (1 - g(x.Z) ** 2),
}
"""The delta of any layer, as each mistake would have it."""

OUTPUT: Table = DELTAS | {
    CATALOGUE["output-derivative-missing"]: lambda x: x.back,
    CATALOGUE["gradient-of-output-activation"]: lambda x: g_prime(x.Z),
    CATALOGUE["absolute-residual"]: lambda x: np.abs(x.D),
    CATALOGUE["thresholded-output"]: lambda x: ((x.Z >= 0) - x.Y) * g_prime(x.Z),
    CATALOGUE["output-pre-activation-in-residual"]: lambda x: (x.Z - x.Y) * g_prime(x.Z),
}

PAIRS = CATALOGUE["column-minus-row"].asking(
    "What shape has a column (n, 1) minus a vector (n,)? Print the shape of your residual."
)

ONE_OUTPUT: Table = OUTPUT | {
    PAIRS: lambda x: (g(x.Z) - x.Y.T).sum(axis=1, keepdims=True) * g_prime(x.Z),
    PAIRS.with_variant("labels in the column"): lambda x: ((g(x.Z).T - x.Y) * g_prime(x.Z).T).sum(
        axis=1, keepdims=True
    ),
}
"""The same where there is one output, and so one label a row."""

HIDDEN: Table = {m: delta for m, delta in DELTAS.items() if m != TWICE} | {
    TWICE.asking("The δ that arrives is right. Which factors has it met since, and how often?"): (
        DELTAS[TWICE]
    ),
    CATALOGUE["activation-derivative-missing"]: lambda x: x.back,
    CATALOGUE["samples-summed-too-early"]: lambda x: x.back.sum(axis=0) * g_prime(x.Z),
    CATALOGUE["weights-missing-on-way-back"]: lambda x: (
        x.D_next.sum(axis=1, keepdims=True) * g_prime(x.Z)
    ),
}

NO_BIAS = CATALOGUE["bias-gradient-missing"].asking(
    "The cost depends on the bias too: ∂z/∂b is not 0."
)
BIAS_AVERAGED = CATALOGUE["bias-gradient-averaged"]
LAST_ROW = CATALOGUE["last-sample-only"]
Z_AS_INPUT = CATALOGUE["pre-activation-as-input"].asking(
    "What flows into this layer, z or what the sigmoid makes of it?"
)

AFTER_DELTA: Table = {
    NO_BIAS: lambda x: layer(x.D, x.A_prev) | {"b": 0 * x.D[0]},
    CATALOGUE["bias-gradient-not-summed"]: lambda x: layer(x.D, x.A_prev) | {"b": x.D},
    BIAS_AVERAGED: lambda x: layer(x.D, x.A_prev) | {"b": x.D.mean(axis=0)},
    LAST_ROW: lambda x: layer(x.D[-1:], x.A_prev[-1:]),
    CATALOGUE["transposed"]: lambda x: {"W": x.D.T @ x.A_prev, "b": x.D.sum(axis=0)},
    Z_AS_INPUT: lambda x: layer(x.D, x.A_prev if x.Z_prev is None else x.Z_prev),
}
"""D, W and b of a layer whose delta is right, as each mistake would have them."""

BACKWARDS = CATALOGUE["last-layer-first"]


def gradients_by(deltas: Table) -> Table:
    """Return what the gradients of a layer become by mistakes in its delta, and after it."""

    def with_delta(delta: Any, x: Any) -> dict[str, Any]:
        return layer(delta(x), x.A_prev)

    return {m: partial(with_delta, delta) for m, delta in deltas.items()} | AFTER_DELTA
