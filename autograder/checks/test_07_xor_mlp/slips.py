"""What the known mistakes make of deltas and gradients.

An output delta is made from the network, a hidden one from its layer and the delta after it, and
gradients from a layer's delta and input.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np

from autograder.checks.common.layers import Hidden, layer
from autograder.diagnosis.mistakes import CATALOGUE, Mistake, Values, about, renamed

from .mlp import Mlp, g, g_prime

SIGN = CATALOGUE["sign"].asking("Which way round is the residual in ∂C/∂a?")
TWICE = CATALOGUE["factor-two-kept"]
MEAN = CATALOGUE["mean-not-sum"].asking(
    "This loss is a sum over the samples. Do you divide by their number?"
)
SLOPE_LOST = CATALOGUE["output-derivative-missing"]
HIDDEN_SLOPE_LOST = CATALOGUE["activation-derivative-missing"]
SLOPE_OF_Z = CATALOGUE["sigmoid-derivative-from-z"]
SLOPE_OF_SLOPE = CATALOGUE["sigmoid-derivative-at-activation"]
HALF_A_SLOPE = CATALOGUE["sigmoid-derivative-factor-missing"]
SLOPE_OF_TANH = CATALOGUE["derivative-of-tanh"]
RESIDUAL_LOST = CATALOGUE["gradient-of-output-activation"]
ABSOLUTE = CATALOGUE["absolute-residual"]
THRESHOLDED = CATALOGUE["thresholded-output"]
RAW = CATALOGUE["output-pre-activation-in-residual"]
NO_INDEX = CATALOGUE["samples-summed-too-early"]
NO_WEIGHTS = CATALOGUE["weights-missing-on-way-back"]
NO_BIAS = CATALOGUE["bias-gradient-missing"].asking(
    "The cost depends on the bias too: ∂z/∂b is not 0."
)
LAST_ROW = CATALOGUE["last-sample-only"]
Z_AS_INPUT = CATALOGUE["pre-activation-as-input"].asking(
    "What flows into this layer, z or what the sigmoid makes of it?"
)
TRANSPOSED = CATALOGUE["transposed"]
NOT_SUMMED = CATALOGUE["bias-gradient-not-summed"]
BIAS_AVERAGED = CATALOGUE["bias-gradient-averaged"]

OUTPUT: dict[Mistake, Callable[[Mlp], np.ndarray]] = {
    SIGN: lambda net: -net.last,
    TWICE: lambda net: 2 * net.last,
    MEAN: lambda net: net.last / len(net.X),
    SLOPE_LOST: lambda net: net.residual,
    SLOPE_OF_Z: lambda net: net.residual * net.Z[-1] * (1 - net.Z[-1]),
    SLOPE_OF_SLOPE: lambda net: net.residual * g_prime(net.A[-1]),
    HALF_A_SLOPE: lambda net: net.residual * net.A[-1],
    SLOPE_OF_TANH: lambda net: net.residual * (1 - net.A[-1] ** 2),
    RESIDUAL_LOST: lambda net: g_prime(net.Z[-1]),
    ABSOLUTE: lambda net: np.abs(net.last),
    THRESHOLDED: lambda net: ((net.A[-1] >= 0.5) - net.Y) * g_prime(net.Z[-1]),
    RAW: lambda net: (net.Z[-1] - net.Y) * g_prime(net.Z[-1]),
}
"""The delta of the output layer, as each mistake would have it."""

HIDDEN: dict[Mistake, Callable[[Hidden], np.ndarray]] = {
    SIGN: lambda h: -h.D,
    TWICE: lambda h: 2 * h.D,
    MEAN: lambda h: h.D / len(h.Z),
    HIDDEN_SLOPE_LOST: lambda h: h.back,
    SLOPE_OF_Z: lambda h: h.back * h.Z * (1 - h.Z),
    SLOPE_OF_SLOPE: lambda h: h.back * g_prime(g(h.Z)),
    HALF_A_SLOPE: lambda h: h.back * g(h.Z),
    SLOPE_OF_TANH: lambda h: h.back * (1 - g(h.Z) ** 2),
    NO_INDEX: lambda h: h.back.sum(axis=0) * g_prime(h.Z),
    NO_WEIGHTS: lambda h: h.D_next.sum(axis=1, keepdims=True) * g_prime(h.Z),
}
"""The delta of a hidden layer, as each mistake would have it."""

Slip = Callable[[np.ndarray, np.ndarray], dict[str, Any]]

GRADIENTS: dict[Mistake, Slip] = {
    NO_BIAS: lambda D, A_prev: {"b": 0 * D[0]},
    NOT_SUMMED: lambda D, A_prev: {"b": D},
    BIAS_AVERAGED: lambda D, A_prev: {"b": D.mean(axis=0)},
    LAST_ROW: lambda D, A_prev: layer(D[-1:], A_prev[-1:]),
    TRANSPOSED: lambda D, A_prev: {"W": layer(D, A_prev)["W"].T},
}
"""What changes in a layer whose delta is right, as each mistake would have it."""


def of_pre_activation(Z_prev: np.ndarray | None) -> dict[Mistake, Slip]:
    """The mistake of handing a layer Z_prev, where there is one, in place of its activation."""

    def slip(D: np.ndarray, A_prev: np.ndarray) -> dict[str, Any]:
        return {} if Z_prev is None else {"W": layer(D, Z_prev)["W"]}

    return {Z_AS_INPUT: slip}


def in_layers(
    layers: Sequence[tuple[Any, np.ndarray, np.ndarray, np.ndarray | None]],
    signals: Mapping[Mistake, Callable[[Any], np.ndarray]],
    then: Callable[[list[dict[str, Any]]], Values],
) -> dict[Mistake, Callable[[], Values]]:
    """Return what each mistake makes of the gradients of some layers, when it is made in all.

    Each layer is what `signals` take, its right delta, its input, and what that is the activation
    of. `then` turns the list of D, W and b of every layer into values keyed by part.
    """

    def with_signal(signal: Callable[[Any], np.ndarray]) -> list[dict[str, Any]]:
        return [layer(signal(given), A_prev) for given, _, A_prev, _ in layers]

    def with_slip(mistake: Mistake) -> list[dict[str, Any]]:
        found = []
        for _, D, A_prev, Z_prev in layers:
            slip = (GRADIENTS | of_pre_activation(Z_prev))[mistake]
            found.append(layer(D, A_prev) | slip(D, A_prev))
        return found

    return about({m: partial(with_signal, s) for m, s in signals.items()}, then=then) | about(
        {m: partial(with_slip, m) for m in (*GRADIENTS, Z_AS_INPUT)}, then=then
    )


def one_layer(names: Mapping[str, str]) -> Callable[[list[dict[str, Any]]], Values]:
    """For `in_layers` with a single layer: its D, W and b under the names of the question."""
    return lambda found: renamed(found[0], names)
