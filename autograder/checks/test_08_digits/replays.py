"""Whole trainings, repeated on our side: what a program does late, or with other settings.

From its first weights on, nothing in a program's training is a matter of chance if a batch holds
all rows, or if all rows are one image: then no order makes a difference.
"""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from ...question.answer import AnswerError
from .descent import cut, show_start, step
from .training import CLASSES, DigitTraining, Train, Weights, as_vector

LONG = 64
"""The epochs of a long training, more than a network needs to read the digits."""

STEEP = (8.0, 4.0, 16.0, 32.0)
"""Learning rates that are too large."""

FEW = 5
"""The steps within which one of them should let the loss rise."""


@dataclass(frozen=True)
class Replay:
    """A training whose batches are all alike: where it began, and where it ended."""

    case: DigitTraining
    start: Weights
    end: Weights

    @cached_property
    def is_right(self) -> bool:
        """Whether it ends where it should; float32 leads it less than 1e-5 elsewhere."""
        right, steps = self.start, self.case.epochs * len(cut(len(self.case.X), self.case.size))
        batch = slice(1 if is_one_image(self.case) else None)
        for _ in range(steps):
            right = step(self.case, right, batch)
        start, end, right = map(as_vector, (self.start, self.end, right))
        return bool(np.linalg.norm(end - right) < 1e-3 * np.linalg.norm(right - start))


@dataclass(frozen=True)
class Replays:
    """Trainings of a program, each right or wrong as a whole.

    late_steps, late_batches: long ones, with all rows in a batch and with small batches; large:
    with more units, a larger rate and larger batches; rising: one that ends just after its loss has
    risen.
    """

    late_steps: bool
    late_batches: bool
    large: bool
    rising: bool

    @classmethod
    def observe(cls, train: Train, case: DigitTraining, one_start: bool) -> "Replays":
        """Run a program; `one_start`: its first weights do not depend on the number of epochs."""

        def look_at(case: DigitTraining) -> bool:
            begun = replace(case, epochs=1 if one_start else case.epochs)
            try:
                return Replay(case, show_start(train, begun), train(case)).is_right
            except AnswerError:  # it may count the classes among the labels that it is given
                if is_one_image(case):
                    return True
                raise

        whole = replace(case, size=len(case.X))
        steep = find_rise(whole, show_start(train, replace(whole, epochs=FEW)))
        return cls(
            late_steps=look_at(replace(whole, eta=0.1, epochs=LONG)),
            late_batches=look_at(replace(show_one_image(case, 9), epochs=LONG, size=2)),
            large=look_at(
                replace(show_one_image(case, 120), hidden=80, eta=0.9, epochs=3, size=40)
            ),
            rising=look_at(steep),
        )


def show_one_image(case: DigitTraining, m: int) -> DigitTraining:
    """Return the same with one image m times, so dark that no step goes too far."""
    X = np.tile(case.X[0] / 3, (m, 1))
    return replace(case, X=X, labels=np.full(m, CLASSES - 1))


def is_one_image(case: DigitTraining) -> bool:
    """Tell whether all rows are one image."""
    return bool((case.X[0] == case.X).all())


def find_rise(case: DigitTraining, start: Weights) -> DigitTraining:
    """Return the same with a rate and so few epochs that the loss rises in the last, if in any.

    Not in the first: what has been lowest after an epoch is then not what comes last.
    """
    for eta in STEEP:
        steep = replace(case, eta=eta)
        at = step(steep, start)
        before = steep.network(at).output.loss
        for epochs in range(2, FEW + 1):
            at = step(steep, at)
            if (loss := steep.network(at).output.loss) > before:
                return replace(steep, epochs=epochs)
            before = loss
    return replace(case, epochs=FEW)
