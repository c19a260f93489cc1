"""A model of z = X w + b on rows of data: the gradient of its loss, and what goes wrong in it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import product
from typing import Any

import numpy as np

from ...diagnosis.mistakes import CATALOGUE, Table, times
from ...question import oracle


@dataclass(frozen=True)
class LinearModel:
    """A model of z = X w + b and its data: X (m, d), y (m,), w (d,) and the number b.

    The loss is a mean over the rows; a question derives a class that says which.
    """

    X: np.ndarray
    y: np.ndarray
    w: np.ndarray
    b: float

    def losses_at(self, z: Any) -> Any:
        """Return each row's own loss for real or complex z (m,)."""
        raise NotImplementedError

    @property
    def slope(self) -> np.ndarray:
        """The derivative of each row's own loss by its z."""
        raise NotImplementedError

    @property
    def m(self) -> int:
        """The number of rows."""
        return len(self.X)

    @property
    def z(self) -> np.ndarray:
        """X w + b."""
        return self.X @ self.w + self.b

    def of_losses(self, losses: Any) -> dict[str, Any]:
        """Return the loss, where each row has this one."""
        return {"loss": losses.mean()}

    def of_slope(self, slope: Any) -> dict[str, Any]:
        """Return the gradient, where each row's loss has this slope."""
        shares = slope / self.m
        return {"dw": shares @ self.X, "db": shares.sum()}

    @property
    def gradient(self) -> dict[str, Any]:
        """The gradient in closed form."""
        return self.of_slope(self.slope)

    @property
    def right(self) -> dict[str, Any]:
        """Loss and gradient in closed form."""
        return self.of_losses(self.losses_at(self.z)) | self.gradient

    @cached_property
    def reference(self) -> dict[str, Any]:
        """The gradient by the oracle."""
        return {
            "dw": oracle.gradient(
                lambda w: self.losses_at(self.X @ w + self.b).mean(), 1.0 * self.w
            ),
            "db": oracle.gradient(
                lambda b: self.losses_at(self.X @ self.w + b).mean(), 1.0 * self.b
            ),
        }


SCALED: Table = {
    CATALOGUE["sign"]: lambda c: times(-1, c.right),
    CATALOGUE["sum-not-mean"]: lambda c: times(c.m, c.right),
    CATALOGUE["mean-taken-twice"]: lambda c: times(1 / c.m, c.right),
}
"""Loss and gradient, each too large or too small by the same factor."""

GRADIENTS: Table = {
    CATALOGUE["residual-averaged-first"]: lambda c: (
        c.gradient | {"dw": c.slope.mean() * c.X.mean(axis=0)}
    ),
    CATALOGUE["weights-not-inputs"]: lambda c: c.gradient | {"dw": c.slope.mean() * c.w},
    CATALOGUE["bias-gradient-missing"]: lambda c: c.gradient | {"db": 0.0},
    CATALOGUE["bias-gradient-from-inputs"]: lambda c: c.gradient | {"db": c.gradient["dw"].sum()},
    CATALOGUE["bias-gradient-summed"]: lambda c: c.gradient | {"db": c.slope.sum()},
}
"""The gradient, as other mistakes would have it."""

ROWS_MISSED: Table = {
    CATALOGUE["last-row-left-out"]: lambda c: c.of_slope(np.append(c.slope[:-1], 0)),
    CATALOGUE["first-row-left-out"]: lambda c: c.of_slope(np.append(0, c.slope[1:])),
    CATALOGUE["last-sample-only"]: lambda c: {"dw": c.slope[-1] * c.X[-1], "db": c.slope[-1]},
    CATALOGUE["last-sample-only"].with_variant("over m"): lambda c: (
        {"dw": c.slope[-1] * c.X[-1] / c.m, "db": c.slope[-1] / c.m}
    ),
}
"""The gradient without some of the rows."""


def of_pairs(
    compared: Callable[[Any], np.ndarray], labels: bool, pairs: str, bias: str, c: LinearModel
) -> dict[str, Any]:
    """Return the gradient from a column minus a row: one residual for every pair of rows, (m, m).

    `compared` tells what is compared with the labels. `labels`: whether these are the column.
    `pairs` and `bias` say what is done with the pairs in dw and db: "sum", "mean" or "kept".
    """
    values = compared(c)
    residuals = values - c.y[:, None] if labels else values[:, None] - c.y
    dw = c.X.T @ residuals / c.m
    return {
        "dw": {"kept": dw, "sum": dw.sum(axis=1), "mean": dw.mean(axis=1)}[pairs],
        "db": residuals.sum() / c.m / (c.m if bias == "mean" else 1),
    }


def pair_rows(compared: Callable[[Any], np.ndarray]) -> Table:
    """Return what a column minus a row makes of a gradient whose slope is `compared` − y."""
    ways = product((True, False), ("kept", "sum", "mean"), ("sum", "mean"))
    return {
        CATALOGUE["column-minus-row"].with_variant(f"{labels} {pairs} {bias}"): partial(
            of_pairs, compared, labels, pairs, bias
        )
        for labels, pairs, bias in ways
    }
