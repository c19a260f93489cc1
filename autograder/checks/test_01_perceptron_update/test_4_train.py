"""Training: rows in order, epoch after epoch, until nothing has to move."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Any

import numpy as np

from autograder.checks.common import (
    CATALOGUE,
    Judge,
    Question,
    Table,
    Values,
    about,
    all_agree,
    to_array,
    to_number,
)

from .cases import FORBIDDEN, RATES, Example, eighths
from .mistakes import STEP_OF_ZERO, UPDATES


@dataclass(frozen=True)
class Training:
    """What `train` is given."""

    X: np.ndarray
    y: np.ndarray
    eta: float
    max_epochs: int

    def until(self, max_epochs: int) -> "Training":
        """Return the same with another limit."""
        return replace(self, max_epochs=max_epochs)

    def run(self, step: Callable[[Example], Values]) -> dict[str, Any]:
        """Go through the rows in order, epoch after epoch, with such a step at each row.

        Returns the weights, the bias, the count of updates, the epochs that it took, and the first
        of them whose errors add up to 0 though something moves; 0 if there is none.
        """
        w, b, updates, epochs, balanced = np.zeros(self.X.shape[1]), 0.0, 0, 0, 0
        for _ in range(self.max_epochs):
            epochs += 1
            before, b_before = updates, b
            for x, y in zip(self.X, self.y, strict=True):
                after = step(Example(w, b, x, int(y), self.eta))
                updates += bool(after["b"] != b or (after["w"] != w).any())
                w, b = after["w"], after["b"]
            if updates == before:
                break
            if b == b_before and not balanced:
                balanced = epochs
        return {"w": w, "b": b, "updates": updates, "epochs": epochs, "balanced": balanced}

    @cached_property
    def right(self) -> dict[str, Any]:
        """The right run."""
        return self.run(lambda example: example.reference)

    @cached_property
    def runs(self) -> list[dict[str, Any]]:
        """The right run and those of mistakes, by the parts of an answer."""
        runs = [self.right, *(gives(self) for gives in RUNS.values())]
        return [{part: run[part] for part in PARTS} for run in runs]

    def own(self, got: Values) -> Values | None:
        """Return the right run or a mistake's, whichever was got; None if it is none of these."""
        return next((run for run in self.runs if all_agree(got, run)), None)


PARTS = ("w", "b", "updates")

MOST_STEPS = 100_000
"""Rows that are visited for an answer to a later question: about a second."""


def run_by_epoch(c: Training) -> dict[str, Any]:
    """Return the run that judges all rows of an epoch with the weights from its start."""
    w, b, updates = np.zeros(c.X.shape[1]), 0.0, 0
    for _ in range(c.max_epochs):
        errors = (w @ c.X.T + b >= 0) - c.y
        w, b = w - c.eta * errors @ c.X, b - c.eta * errors.sum()
        updates += np.count_nonzero(errors)
    return {"w": w, "b": b, "updates": updates}


RUNS: Table = {m: partial(Training.run, step=step) for m, step in UPDATES.items()} | {
    CATALOGUE["weights-frozen-for-epoch"]: run_by_epoch,
    CATALOGUE["one-epoch-only"]: lambda c: c.until(1).right,
    CATALOGUE["one-epoch-too-many"]: lambda c: c.until(c.max_epochs + 1).right,
}
"""Where each mistake leads."""

COUNTS: Table = {
    CATALOGUE["epochs-counted"]: lambda c: c.right["epochs"],
    CATALOGUE["visits-counted"]: lambda c: c.right["epochs"] * len(c.y),
    CATALOGUE["last-epoch-counted"]: lambda c: (
        c.right["updates"] - c.until(c.right["epochs"] - 1).right["updates"]
    ),
}
"""The count of updates, as each mistake would have it."""


def differ(one: Values, other: Values) -> bool:
    """Tell whether two runs differ in the bias, the count, and every weight."""
    return all(np.all(one[part] != other[part]) for part in PARTS)


def is_decisive(c: Training, number: int) -> bool:
    """Tell whether the case of this number tells its rival from the right run.

    That is for the first one a bias that learns alone, which always comes back to 0 with a last
    label of 1; then another step(0); an end where the errors of the first epoch add up to 0; a last
    row left out; an end where those of a later epoch do. The last two are no mistake that has a
    name, and must not look like one.
    """
    balanced = c.right["balanced"]
    if number == 0:
        return c.y[-1] == 0
    if number == 1:
        return differ(c.right, c.run(UPDATES[STEP_OF_ZERO]))
    if number == 2:
        return balanced == 1
    if number == 4 and balanced < 2:
        return False
    rival = replace(c, X=c.X[:-1], y=c.y[:-1]) if number == 3 else c.until(balanced)
    return differ(c.right, rival.right) and c.own(rival.right) is None


class TestTrain(Question):
    """train(X, y, eta, max_epochs): data that can and cannot be separated, and one epoch alone."""

    id = "01-perceptron-update/train"
    parts = {"w": 1, "b": 1, "updates": 1}
    function = "train"
    cases = 5
    forbidden = FORBIDDEN

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> Training:
        """Draw until the run is such as the case is for, and each epoch matters."""
        limit, settles = (1, 4, 12, 20, 15)[number], number > 1
        while True:
            m, d = int(rng.integers(5, 9)), (4, 3, 2, 2, 3)[number]
            X = eighths(rng, m, d)
            y = (X @ eighths(rng, d) + eighths(rng, 1) >= 0).astype(int)
            if number == 1:
                y = rng.integers(0, 2, m)
            case = Training(X, y, RATES[number], limit)
            run, other = case.right, case.until(1 if settles else limit + 1).right
            usable = 0 < y.sum() < m and (run["epochs"] < limit) == settles and differ(run, other)
            if usable and is_decisive(case, number):
                return case

    @staticmethod
    def solve(X: Any, y: Any, eta: Any, max_epochs: Any) -> tuple:
        """Raises ValueError where it takes more than MOST_STEPS."""
        case = Training(to_array(X), to_array(y), to_number(eta), int(max_epochs))
        run = case.until(min(case.max_epochs, MOST_STEPS // len(case.X))).right
        if MOST_STEPS // len(case.X) <= run["epochs"] < case.max_epochs:
            raise ValueError("this training takes too long")
        return tuple(run[part] for part in PARTS)

    def test_weights(self, case: Training, got: Values, judge: Judge) -> None:
        judge(got, {"w": case.right["w"], "b": case.right["b"]}, mistakes=about(RUNS, case))

    def test_count(self, case: Training, got: Values, judge: Judge) -> None:
        """The count is also right if it fits the run that a mistake has led the weights on."""
        expected = {"updates": case.right["updates"]}
        judge(got, expected, case.own(got), about(COUNTS, case))
