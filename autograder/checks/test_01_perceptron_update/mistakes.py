"""Mistakes in one step of the perceptron rule, which one update and a training share."""

from dataclasses import replace
from typing import Any

import numpy as np

from autograder.checks.common import CATALOGUE, Table

from .cases import Example, cut_like, threshold


def update_weights_first(c: Example) -> dict[str, Any]:
    """Update the bias by an error that the weights have changed already."""
    w = c.update(c.error)["w"]
    return {"w": w, "b": c.b - c.eta * (threshold(w @ c.x + c.b) - c.y)}


def update_bias_first(c: Example) -> dict[str, Any]:
    """Update the weights by an error that the bias has changed already."""
    b = c.update(c.error)["b"]
    return {"w": c.w - c.eta * (threshold(c.w @ c.x + b) - c.y) * c.x, "b": b}


def update_again(c: Example, times: int) -> dict[str, Any]:
    """Take steps until the example is right, or as many as `times`."""
    for _ in range(times):
        c = replace(c, **c.reference)
    return c.reference


def update_with_sigmoid(c: Example, slope: bool) -> dict[str, Any]:
    """Update by the error of a sigmoid unit, times its slope or not."""
    p = 1 / (1 + np.exp(-c.z))
    return c.update((p - c.y) * (p * (1 - p) if slope else 1))


def update_one_by_one(c: Example) -> dict[str, Any]:
    """Update each parameter by an error that the parameters before it have changed already."""
    w, b = c.w.copy(), c.b
    for j in range(len(w)):
        w[j] -= c.eta * (threshold(w @ c.x + b) - c.y) * c.x[j]
    return {"w": w, "b": b - c.eta * (threshold(w @ c.x + b) - c.y)}


STEP_OF_ZERO = CATALOGUE["step-of-zero"].asking("Look at an example with z = 0 exactly.")
NOTHING_MOVES = CATALOGUE["nothing-moves"].asking(
    "The step's own slope is 0 almost everywhere: what does the rule do with it?"
)
OTHER_LABELS = CATALOGUE["update-for-labels-minus-one-and-one"]
ONE_BY_ONE = CATALOGUE["parameter-by-parameter"]
UPHILL = CATALOGUE["update-uphill"]
NO_RATE = CATALOGUE["update-without-learning-rate"]
ONE_LABEL = CATALOGUE["one-label-only"]
SIGMOID = CATALOGUE["sigmoid-not-step"]
MORE_STEPS = CATALOGUE["more-than-one-step"]

UPDATES: Table = {
    CATALOGUE["update-uphill"]: lambda c: c.update(-c.error),
    CATALOGUE["pre-activation-not-output"]: lambda c: c.update(c.z - c.y),
    CATALOGUE["bias-not-updated"]: lambda c: c.reference | {"b": c.b},
    CATALOGUE["factor-two-kept-in-update"]: lambda c: c.update(2 * c.error),
    CATALOGUE["update-without-learning-rate"]: lambda c: c.update(c.error, eta=1.0),
    CATALOGUE["update-along-weights"]: lambda c: c.reference | {"w": c.w - c.eta * c.error * c.w},
    CATALOGUE["bias-updated-by-inputs"]: lambda c: (
        c.reference | {"b": c.b - c.eta * c.error * c.x.sum()}
    ),
    NOTHING_MOVES: lambda c: {"w": c.w, "b": c.b},
    CATALOGUE["label-not-error"]: lambda c: c.update(-1 if c.y == 1 else 1),
    ONE_BY_ONE: update_one_by_one,
    CATALOGUE["absolute-error"]: lambda c: c.update(-abs(c.error)),
    STEP_OF_ZERO: lambda c: c.update(int(c.z > 0) - c.y),
    CATALOGUE["update-without-bias"]: lambda c: c.update(threshold(c.w @ c.x) - c.y),
    OTHER_LABELS: lambda c: c.update(2 * threshold(c.z) - 1 - c.y),
}
"""The parameters after one step, as each mistake would have them."""

ONE_STEP: Table = {
    ONE_BY_ONE.with_variant("weights first"): update_weights_first,
    ONE_BY_ONE.with_variant("bias first"): update_bias_first,
    UPHILL.with_variant("weights"): lambda c: c.reference | {"w": c.update(-c.error)["w"]},
    UPHILL.with_variant("bias"): lambda c: c.reference | {"b": c.update(-c.error)["b"]},
    NO_RATE.with_variant("weights"): lambda c: c.reference | {"w": c.update(c.error, eta=1.0)["w"]},
    NO_RATE.with_variant("bias"): lambda c: c.reference | {"b": c.update(c.error, eta=1.0)["b"]},
    CATALOGUE["threshold-of-one-half"]: lambda c: c.update(threshold(c.z - 0.5) - c.y),
    CATALOGUE["update-without-inputs"]: lambda c: c.reference | {"w": c.w - c.eta * c.error},
    CATALOGUE["step-alone-returned"]: lambda c: {
        "w": -c.eta * c.error * c.x,
        "b": -c.eta * c.error,
    },
    CATALOGUE["cut-to-whole-numbers"]: lambda c: (
        c.reference | {"w": cut_like(c.w, c.reference["w"])}
    ),
    ONE_LABEL.with_variant("0"): lambda c: c.update(max(c.error, 0)),
    ONE_LABEL.with_variant("1"): lambda c: c.update(min(c.error, 0)),
    SIGMOID: lambda c: update_with_sigmoid(c, slope=False),
    SIGMOID.with_variant("times its slope"): lambda c: update_with_sigmoid(c, slope=True),
    MORE_STEPS.with_variant("two"): lambda c: update_again(c, 1),
    MORE_STEPS.with_variant("until it is right"): lambda c: update_again(c, 100),
}
"""The same, for mistakes that are told of a single update alone."""
