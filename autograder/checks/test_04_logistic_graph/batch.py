"""Logistic regression on m rows: what questions 5 and 6 share, and what goes wrong in both."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.diagnosis.mistakes import CATALOGUE, Mistake


def probability(z: Any) -> Any:
    """σ(z), exact to its last digits however small it is."""
    power = np.exp(-np.abs(z))
    return np.where(z >= 0, 1.0, power) / (1 + power)


def softplus(z: Any) -> Any:
    """log(1 + eᶻ) of real or complex z, exact however small it is and finite with z."""
    positive = z.real > 0
    return np.where(positive, z, 0) + np.log1p(np.exp(np.where(positive, -z, z)))


@dataclass(frozen=True)
class Batch:
    """What both functions are given: X (m, d), y (m,), w (d,) and the number b."""

    X: np.ndarray
    y: np.ndarray
    w: np.ndarray
    b: float

    @property
    def m(self) -> int:
        """The number of rows."""
        return len(self.X)

    @property
    def z(self) -> np.ndarray:
        """X w + b."""
        return self.X @ self.w + self.b

    @property
    def slope(self) -> np.ndarray:
        """The derivative of each row's own loss by its z."""
        raise NotImplementedError

    def of_slope(self, slope: Any) -> dict[str, Any]:
        """The gradient of the mean, where each row's loss has this slope."""
        shares = slope / self.m
        return {"dw": shares @ self.X, "db": shares.sum()}

    @property
    def gradient(self) -> dict[str, Any]:
        """The gradient in closed form."""
        return self.of_slope(self.slope)

    def with_bias(self, b: float) -> "Batch":
        """The same rows with another bias."""
        return type(self)(self.X, self.y, self.w, b)


SIGN = CATALOGUE["sign"].asking("Which way round is the difference, and which sign has the loss?")
SUM = CATALOGUE["sum-not-mean"].asking("The loss is a mean. Is its gradient one too?")
NO_BIAS = CATALOGUE["logit-without-bias"]
NO_LABEL_SLOPE = CATALOGUE["gradient-of-probability"]
LOG_SLOPE_TWICE = CATALOGUE["sigmoid-differentiated-again"]
NO_SIGMOID = CATALOGUE["sigmoid-missing"]

BOTH: dict[Mistake, Callable[[Any], dict[str, Any]]] = {
    SIGN: lambda c: c.of_slope(-c.slope),
    SUM: lambda c: c.of_slope(c.slope * c.m),
    CATALOGUE["mean-taken-twice"]: lambda c: c.of_slope(c.slope / c.m),
    NO_BIAS: lambda c: c.with_bias(0.0).gradient,
    NO_LABEL_SLOPE: lambda c: c.of_slope(probability(c.z) * probability(-c.z)),
    LOG_SLOPE_TWICE: lambda c: c.of_slope(c.slope * probability(c.z) * probability(-c.z)),
    CATALOGUE["residual-averaged-first"].asking(
        "Keep one difference per row until it has met its own row of X."
    ): lambda c: c.gradient | {"dw": c.slope.mean() * c.X.mean(axis=0)},
    CATALOGUE["inputs-missing"]: lambda c: c.gradient | {"dw": np.full(len(c.w), c.slope.mean())},
    CATALOGUE["weights-not-inputs"]: lambda c: c.gradient | {"dw": c.slope.mean() * c.w},
    CATALOGUE["absolute-residual"].asking(
        "Does it matter whether a probability should rise or fall?"
    ): lambda c: c.of_slope(np.abs(c.slope)),
    CATALOGUE["bias-gradient-missing"]: lambda c: c.gradient | {"db": 0.0},
    CATALOGUE["bias-gradient-from-inputs"]: lambda c: c.gradient | {"db": c.gradient["dw"].sum()},
    CATALOGUE["bias-gradient-summed"]: lambda c: c.gradient | {"db": c.slope.sum()},
    CATALOGUE["bias-gradient-not-summed"]: lambda c: c.gradient | {"db": c.slope / c.m},
}
"""The gradient, as each mistake that both questions know would have it."""

SIZES = ((5, 3), (4, 4), (3, 6), (7, 1), (6, 2))
"""Rows and columns of usual cases: all different, equal, one column; never 2 rows."""


def drawn(rng: np.random.Generator, number: int) -> tuple[np.ndarray, np.ndarray, float]:
    """Draw X, w and b so that z stays small: float32 then follows."""
    m, d = SIZES[number]
    w = rng.uniform(0.4, 1.2, d) * rng.choice([-1, 1], d) / np.sqrt(d)
    b = float(rng.uniform(0.4, 1.0) * rng.choice([-1, 1]))
    return rng.normal(size=(m, d)), w, b


def visible(batch: Batch) -> bool:
    """Tell whether neither gradient nearly cancels over the rows."""
    size = np.abs(batch.slope).mean()
    return (
        abs(batch.gradient["db"]) > 0.1 * size and np.abs(batch.gradient["dw"]).max() > 0.1 * size
    )
