"""What the known mistakes make of deltas and gradients; their codes are those of the course's list.

An output delta is made from the network, a hidden one from its layer and the delta after it, and
gradients from a layer's delta and input.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np

from autograder.checks.common.layers import Hidden, layer
from autograder.diagnosis.mistakes import (
    Mistake,
    Values,
    about,
    averaged,
    bias_left_out,
    doubled,
    not_summed,
    opposite,
    pre_activation_as_input,
    renamed,
    slope_left_out,
    transposed,
)

from .mlp import Mlp, g, g_prime

SIGN = opposite("D5", "Which way round is the residual in ∂C/∂a?")
TWICE = doubled("D6")
MEAN = averaged("D7", "This loss is a sum over the samples. Do you divide by their number?")
SLOPE_LOST = slope_left_out("D1", "The output is a sigmoid too. Where does its derivative come in?")
HIDDEN_SLOPE_LOST = slope_left_out("D2")
SLOPE_OF_Z = Mistake(
    "D3",
    "z(1 − z)",
    "a product with a wrong factor.",
    "g′ is written from the unit's output. What do you put into it?",
)
SLOPE_OF_SLOPE = Mistake(
    "D4",
    "g′ taken at the activation",
    "g′ has been taken at another point.",
    "Is your g′ a function of z or of a, and which of the two does it get?",
)
HALF_A_SLOPE = Mistake(
    "T18",
    "one factor of g′ alone",
    "a product that lacks a factor.",
    "How many factors has g′, written from the output?",
)
SLOPE_OF_TANH = Mistake(
    "D21",
    "derivative of tanh",
    "a product with the derivative of another function.",
    "Which squashing function has this derivative?",
)
RESIDUAL_LOST = Mistake(
    "T16", "gradient of the output", "the gradient of a itself.", "Where does the loss come in?"
)
ABSOLUTE = Mistake(
    "P11",
    "absolute residual",
    "right in size, but not in sign everywhere.",
    "Does it matter on which side of y an output lies?",
)
THRESHOLDED = Mistake(
    "P19",
    "thresholded residual",
    "made from another residual.",
    "Which output does the loss compare with y: a itself, or a class?",
)
RAW = Mistake(
    "P2",
    "raw z in the residual",
    "made from another residual.",
    "What does the output unit make of z before the loss compares it with y?",
)
NO_INDEX = Mistake(
    "D10",
    "samples added up too early",
    "made from a total where every sample has a delta of its own.",
    "Which indices does the delta that comes back have? Is the sample still among them?",
)
NO_WEIGHTS = Mistake(
    "D13",
    "weights left out on the way back",
    "a product that lacks its weights.",
    "By what did the hidden output reach the layer after it?",
)
NO_BIAS = bias_left_out("D12", "The cost depends on the bias too: ∂z/∂b is not 0.")
LAST_ROW = Mistake(
    "D14",
    "last sample alone",
    "what the last sample alone gives.",
    "Is every sample added to what is there, or put in its place?",
)
Z_AS_INPUT = pre_activation_as_input(
    "D9", "What flows into this layer, z or what the sigmoid makes of it?"
)
TRANSPOSED = transposed("D11")
NOT_SUMMED = not_summed("T12")
BIAS_AVERAGED = Mistake(
    "T13",
    "bias averaged",
    "the reference divided by the number of samples.",
    "Is a bias gradient a sum over the samples here, or a mean?",
)

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
