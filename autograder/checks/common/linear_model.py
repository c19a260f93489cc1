"""A model of z = X w + b on rows of data: the gradient of its loss, and what goes wrong in it."""

from dataclasses import dataclass
from functools import cached_property
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
            "dw": oracle.gradient(lambda w: self.losses_at(self.X @ w + self.b).mean(), self.w),
            "db": oracle.gradient(lambda b: self.losses_at(self.X @ self.w + b).mean(), self.b),
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
