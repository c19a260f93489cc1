"""Mistakes in one step of the perceptron rule, which one update and a training share."""

from typing import Any

from autograder.checks.common import CATALOGUE, Table

from .cases import Example, threshold


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
    CATALOGUE["parameter-by-parameter"]: update_one_by_one,
    CATALOGUE["absolute-error"]: lambda c: c.update(-abs(c.error)),
    STEP_OF_ZERO: lambda c: c.update(int(c.z > 0) - c.y),
    CATALOGUE["update-without-bias"]: lambda c: c.update(threshold(c.w @ c.x) - c.y),
    OTHER_LABELS: lambda c: c.update(2 * threshold(c.z) - 1 - c.y),
}
"""The parameters after one step, as each mistake would have them."""
