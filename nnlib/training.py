"""Training a network: the loop over epochs and batches, and the history it leaves. Lecture 07."""

import sys
from collections.abc import Callable, Iterable
from typing import Any, Protocol

import numpy as np

from nnlib.optim import GradientDescent, minibatches
from nnlib.validate import Array, generator, number, rate, whole


class History(list[float]):
    """The loss on the training rows, before the first epoch and after every epoch.

    validation: the same on the rows that were set aside, empty if none were; converged: whether
    training ended because two successive losses differed by less than the tolerance.
    """

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self.validation: list[float] = []
        self.converged = False


class Trainable(Protocol):
    """What can be trained, like `Net`: parameters θ, and a loss with its gradient by them."""

    theta: Array

    def loss(self, X: Array, Y: Array) -> float:
        """Return the loss on inputs and targets."""
        ...

    def loss_and_gradient(self, X: Array, Y: Array) -> tuple[float, Array]:
        """Return the loss on inputs and targets, and its gradient by θ, of the same shape."""
        ...


def fit(
    net: Trainable,
    X: Array,
    Y: Array,
    *,
    optimiser: Any,
    epochs: int,
    size: int,
    rng: np.random.Generator,
    validation: float,
    tolerance: float | None,
    progress: bool,
) -> History:
    """Train `net` in place; returns the history.

    X, Y: inputs and targets that have been checked; the rest, and the errors, as for `Net.fit`.
    """
    optimiser, schedule = _optimiser(optimiser)
    epochs = whole("epochs", epochs, at_least=1)
    if tolerance is not None:
        tolerance = number("tolerance", tolerance, above=0)
    train, aside = _split(len(X), validation, generator("rng", rng))
    learnt, aims = X[train], Y[train]
    history = History()

    def look() -> None:
        history.append(net.loss(learnt, aims))
        if aside.size:
            history.validation.append(net.loss(X[aside], Y[aside]))

    look()
    for t in _bar(range(1, epochs + 1), progress):
        if schedule:
            optimiser.eta = rate("optimiser", schedule(t))
        try:
            # Overflow is reported once, in words that name its cause.
            with np.errstate(over="ignore", invalid="ignore"):
                for batch in minibatches(len(learnt), size, rng):
                    _, gradient = net.loss_and_gradient(learnt[batch], aims[batch])
                    optimiser.step(net.theta, gradient)
                look()
        except FloatingPointError as error:
            raise FloatingPointError(f"training stopped in epoch {t}: {error}") from None
        history.converged = tolerance is not None and abs(history[-1] - history[-2]) < tolerance
        if history.converged:
            break
    return history


def _optimiser(given: Any) -> tuple[Any, Callable[[int], Any] | None]:
    # What steps, and what sets its rate at the start of an epoch, if anything does.
    if hasattr(given, "step"):
        return given, None
    if callable(given):
        return GradientDescent(rate("optimiser", given(1))), given
    return GradientDescent(rate("optimiser", given)), None


def _split(m: int, validation: float, rng: np.random.Generator) -> tuple[Array, Array]:
    share = number("validation", validation, at_least=0, below=1)
    aside = round(share * m)
    if share and not 0 < aside < m:
        raise ValueError(f"validation must leave rows on both sides, but was {share:g} of {m} rows")
    order = rng.permutation(m) if share else np.arange(m)
    return order[aside:], order[:aside]


def _bar(epochs: Iterable[int], progress: bool) -> Iterable[int]:
    # Short training shows no bar. On stdout, since nbgrader takes what is on stderr for a failure.
    from tqdm import tqdm

    return tqdm(epochs, disable=not progress, delay=1, leave=False, unit="epoch", file=sys.stdout)
