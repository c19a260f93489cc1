"""Training: rows in order, epoch after epoch, until nothing has to move."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from operator import mul
from typing import Any

import numpy as np

from autograder.checks.common import (
    CATALOGUE,
    Judge,
    Mistake,
    Question,
    Table,
    Values,
    about,
    all_agree,
    to_array,
    to_number,
)

from .cases import FORBIDDEN, RATES, Example, cut_like, eighths, whole_numbers
from .mistakes import STEP_OF_ZERO, UPDATES


@dataclass(frozen=True)
class Epoch:
    """What a run has come to after an epoch.

    `errors` is what was wrong at each of its rows, ŷ − y.
    """

    w: np.ndarray
    b: float
    updates: int
    errors: tuple[int, ...]

    @property
    def mistakes(self) -> int:
        return sum(map(bool, self.errors))


@dataclass(frozen=True)
class Training:
    """What `train` is given."""

    X: np.ndarray
    y: np.ndarray
    eta: float
    max_epochs: int

    def until(self, max_epochs: int) -> "Training":
        """Return the same with another limit; epochs that are known are not run again."""
        other = replace(self, max_epochs=max_epochs)
        if "way" in vars(self):
            vars(other)["way"] = other.go_on(self.way[:max_epochs])
        return other

    def without_row(self, number: int) -> "Training":
        """Return the same without a row."""
        return replace(self, X=np.delete(self.X, number, 0), y=np.delete(self.y, number))

    @cached_property
    def _known_runs(self) -> dict[Mistake, dict[str, Any]]:
        return {}

    def run_with(self, mistake: Mistake) -> dict[str, Any]:
        """Return where a mistake leads that is made at every step; asked for often, run once."""
        if mistake not in self._known_runs:
            self._known_runs[mistake] = self.run(UPDATES[mistake])
        return self._known_runs[mistake]

    def run(self, step: Callable[[Example], Values]) -> dict[str, Any]:
        """Go through the rows in order, epoch after epoch, with such a step at each row.

        Returns the weights, the bias and the count of updates.
        """
        w, b, updates = np.zeros(self.X.shape[1]), 0.0, 0
        for _ in range(self.max_epochs):
            before = updates
            for x, y in zip(self.X, self.y, strict=True):
                after = step(Example(w, b, x, int(y), self.eta))
                # Lists of a few numbers are compared in less time than arrays.
                updates += bool(after["b"] != b or after["w"].tolist() != w.tolist())
                w, b = after["w"], after["b"]
            if updates == before:
                break
        return {"w": w, "b": b, "updates": updates}

    @cached_property
    def way(self) -> list[Epoch]:
        """The epochs of the right run."""
        return self.go_on([])

    def go_on(self, way: Sequence[Epoch]) -> list[Epoch]:
        """Return the epochs of the right run, of which the first ones are known.

        It is in plain numbers, since many are run before a case is as it should be.
        """
        rows = list(zip(self.X.tolist(), self.y.tolist(), strict=True))
        way = list(way)
        w, b, updates = [0.0] * self.X.shape[1], 0.0, 0
        if way:
            w, b, updates = way[-1].w.tolist(), way[-1].b, way[-1].updates
        while len(way) < self.max_epochs and (not way or way[-1].mistakes):
            errors = []
            for x, y in rows:
                error = (sum(map(mul, w, x)) + b >= 0) - y
                if error:
                    w = [
                        weight - self.eta * error * value
                        for weight, value in zip(w, x, strict=True)
                    ]
                    b, updates = b - self.eta * error, updates + 1
                errors.append(error)
            way.append(Epoch(np.array(w), b, updates, tuple(errors)))
        return way

    @property
    def right(self) -> dict[str, Any]:
        """The right run."""
        return as_run(self.way[-1])

    def stop_at(self, stops: Callable[[Epoch, Epoch], bool]) -> dict[str, Any]:
        """Return the right run up to the first epoch that `stops`, by the epoch before it too."""
        start = Epoch(self.right["w"], 0.0, 0, (1,) * (len(self.y) + 1))
        both = zip([start, *self.way], self.way, strict=False)
        return as_run(next((now for before, now in both if stops(now, before)), self.way[-1]))

    def best(self, count: Callable[[Epoch], int], latest: bool) -> dict[str, Any]:
        """Return the weights of the epoch with the least count, the first or latest of these."""
        way = self.way[::-1] if latest else self.way
        return as_run(min(way, key=count)) | {"updates": self.right["updates"]}

    def misplaced(self, epoch: Epoch) -> int:
        """The number of rows on the wrong side after an epoch."""
        return int(np.count_nonzero((self.X @ epoch.w + epoch.b >= 0) != self.y))

    def own(self, got: Values) -> Values | None:
        """Return the right run or a mistake's, whichever was got; None if it is none of these."""
        if all_agree(got, self.right):
            return self.right
        # The quickest runs come last.
        runs = (gives(self) for gives in reversed(RUNS.values()))
        return next((run for run in runs if all_agree(got, run)), None)


PARTS = ("w", "b", "updates")

MOST_STEPS = 100_000
"""Rows that are visited for an answer to a later question: about a second."""


def as_run(epoch: Epoch) -> dict[str, Any]:
    """Return what a run that ends with an epoch returns."""
    return {part: getattr(epoch, part) for part in PARTS}


def run_by_epoch(c: Training) -> dict[str, Any]:
    """Return the run that judges all rows of an epoch with the weights from its start."""
    w, b, updates = np.zeros(c.X.shape[1]), 0.0, 0
    for _ in range(c.max_epochs):
        errors = (w @ c.X.T + b >= 0) - c.y
        w, b = w - c.eta * errors @ c.X, b - c.eta * errors.sum()
        updates += np.count_nonzero(errors)
    return {"w": w, "b": b, "updates": updates}


def run_row_by_row(c: Training) -> dict[str, Any]:
    """Return the run that stays at a row until it is right."""
    w, b, updates = np.zeros(c.X.shape[1]), 0.0, 0
    for _ in range(c.max_epochs):
        before = updates
        for x, y in zip(c.X, c.y, strict=True):
            while (error := (w @ x + b >= 0) - y) != 0:
                w, b, updates = w - c.eta * error * x, b - c.eta * error, updates + 1
        if updates == before:
            break
    return {"w": w, "b": b, "updates": updates}


def step_in_type(c: Training) -> Callable[[Example], Values]:
    """Return the step whose weights are written into an array of the type of X."""
    return lambda example: example.reference | {"w": cut_like(c.X, example.reference["w"])}


RUNS: Table = {m: partial(Training.run_with, mistake=m) for m in UPDATES} | {
    CATALOGUE["weights-frozen-for-epoch"]: run_by_epoch,
    CATALOGUE["one-epoch-only"]: lambda c: c.until(1).right,
    CATALOGUE["one-epoch-too-many"]: lambda c: c.until(c.max_epochs + 1).right,
}
"""Where each mistake leads that the count of updates is carried on from."""

STOPPED = CATALOGUE["stopped-for-another-reason"]
BEST = CATALOGUE["best-weights-kept"]

OTHER_RUNS: Table = {
    STOPPED.with_variant("errors that add up to 0"): lambda c: c.stop_at(
        lambda now, before: sum(now.errors) == 0
    ),
    STOPPED.with_variant("a single mistake"): lambda c: c.stop_at(
        lambda now, before: now.mistakes <= 1
    ),
    STOPPED.with_variant("more mistakes"): lambda c: c.stop_at(
        lambda now, before: now.mistakes > before.mistakes or now.mistakes == 0
    ),
    STOPPED.with_variant("as many mistakes"): lambda c: c.stop_at(
        lambda now, before: now.mistakes == before.mistakes or now.mistakes == 0
    ),
    STOPPED.with_variant("last row right"): lambda c: c.stop_at(
        lambda now, before: now.errors[-1] == 0
    ),
    STOPPED.with_variant("weights as before"): lambda c: c.stop_at(
        lambda now, before: now.b == before.b and np.array_equal(now.w, before.w)
    ),
    CATALOGUE["row-repeated"]: run_row_by_row,
    CATALOGUE["cut-to-whole-numbers"]: lambda c: c.run(step_in_type(c)),
    CATALOGUE["last-row-left-out"]: lambda c: c.without_row(-1).right,
    CATALOGUE["first-row-left-out"]: lambda c: c.without_row(0).right,
}
"""Where other mistakes lead, the count of updates too."""

BEST_RUNS: Table = {
    BEST.with_variant("first of the fewest misplaced"): lambda c: c.best(c.misplaced, latest=False),
    BEST.with_variant("last of the fewest misplaced"): lambda c: c.best(c.misplaced, latest=True),
    BEST.with_variant("first of the fewest mistakes"): lambda c: c.best(
        lambda epoch: epoch.mistakes, latest=False
    ),
    BEST.with_variant("last of the fewest mistakes"): lambda c: c.best(
        lambda epoch: epoch.mistakes, latest=True
    ),
}
"""Where mistakes lead that leave the count as it is."""

COUNTS: Table = {
    CATALOGUE["epochs-counted"]: lambda c: len(c.way),
    CATALOGUE["visits-counted"]: lambda c: len(c.way) * len(c.y),
    CATALOGUE["last-epoch-counted"]: lambda c: c.way[-1].mistakes,
}
"""The count of updates, as each mistake would have it."""


def differ(one: Values, other: Values) -> bool:
    """Tell whether two runs differ in weights, bias and count."""
    return all(np.any(one[part] != other[part]) for part in PARTS)


def among(*mistakes: Mistake) -> Table:
    return {mistake: (RUNS | OTHER_RUNS)[mistake] for mistake in mistakes}


RIVALS: tuple[Table, ...] = (
    {},
    among(STEP_OF_ZERO),
    among(*map(STOPPED.with_variant, ("errors that add up to 0", "last row right"))),
    among(CATALOGUE["last-row-left-out"]),
    among(CATALOGUE["row-repeated"]),
    among(CATALOGUE["cut-to-whole-numbers"], CATALOGUE["first-row-left-out"]),
    among(*map(STOPPED.with_variant, ("more mistakes", "as many mistakes"))),
    {},
    among(STOPPED.with_variant("a single mistake")),
)
"""The runs that each case must tell from the right one in weights, bias and count."""


def is_decisive(c: Training, number: int) -> bool:
    """Tell whether the case of this number tells its rivals from the right run.

    In the first one a bias that learns alone must not come back to 0, as with a last label of 1;
    where the data cannot be separated, the last epoch is not the best one; for XOR an
    epoch leads back to where it began, so that only the count tells when it was stopped. What
    comes out without the last row must not look like another mistake, nor a stop for another reason
    like one after the first epoch.
    """
    if number == 0:
        return c.y[-1] == 0
    if number == 2 and sum(c.way[0].errors) != 0:
        return False
    if number == 6 and not all(
        (run["w"] != c.right["w"]).any() and run["b"] != c.right["b"]
        for run in (gives(c) for gives in BEST_RUNS.values())
    ):
        return False
    rivals = [gives(c) for gives in RIVALS[number].values()]
    return (
        all(differ(c.right, rival) for rival in rivals)
        and (number not in (2, 8) or differ(as_run(c.way[0]), rivals[-1]))
        and (number != 3 or c.own(rivals[0]) is None)
        and (number != 5 or rivals[0]["w"].any())
    )


def draw_xor(rng: np.random.Generator, eta: float, limit: int) -> Training:
    """Draw rows whose run comes back to where an epoch began, but not before the second one."""
    stopped = OTHER_RUNS[STOPPED.with_variant("weights as before")]
    while True:
        X = rng.permutation(CORNERS)
        c = Training(X, (X[:, 0] != X[:, 1]).astype(int), eta, limit)
        if c.way[0].updates < stopped(c)["updates"] < c.right["updates"]:
            return c


CORNERS = np.array([[1, 1], [1, 2], [2, 1], [2, 2]])


class TestTrain(Question):
    """train(X, y, eta, max_epochs): data that can and cannot be separated, and one epoch alone."""

    id = "01-perceptron-update/train"
    parts = {"w": 1, "b": 1, "updates": 1}
    function = "train"
    cases = len(RIVALS)
    forbidden = FORBIDDEN

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> Training:
        """Draw until the run is such as the case is for, and each epoch matters.

        Among the last are whole inputs, labels that no line separates, and those of XOR.
        """
        limit, settles = (1, 4, 12, 20, 15, 12, 6, 12, 20)[number], number in (2, 3, 4, 5, 8)
        eta = RATES[number % len(RATES)]
        if number == 7:
            return draw_xor(rng, eta, limit)
        while True:
            m, d = int(rng.integers(5, 9)), (4, 3, 2, 2, 3, 2, 2, 0, 2)[number]
            X = (whole_numbers if number == 5 else eighths)(rng, m, d)
            y = (X @ eighths(rng, d) + eighths(rng, 1) >= 0).astype(int)
            if number in (1, 6):
                y = rng.integers(0, 2, m)
            case = Training(X, y, eta, limit)
            if len(set(y.tolist())) < 2 or (len(case.way) < limit) != settles:
                continue
            other = case.until(1 if settles else limit + 1).right
            if differ(case.right, other) and is_decisive(case, number):
                return case

    @staticmethod
    def solve(X: Any, y: Any, eta: Any, max_epochs: Any) -> tuple:
        """Raises ValueError where it takes more than MOST_STEPS."""
        case = Training(to_array(X), to_array(y), to_number(eta), int(max_epochs))
        shorter = case.until(min(case.max_epochs, MOST_STEPS // len(case.X)))
        if MOST_STEPS // len(case.X) <= len(shorter.way) < case.max_epochs:
            raise ValueError("this training takes too long")
        return tuple(shorter.right.values())

    def test_weights(self, case: Training, got: Values, judge: Judge) -> None:
        expected = {"w": case.right["w"], "b": case.right["b"]}
        judge(got, expected, mistakes=about(RUNS | OTHER_RUNS | BEST_RUNS, case))

    def test_count(self, case: Training, got: Values, judge: Judge) -> None:
        """The count is also right if it fits the run that a mistake has led the weights on."""
        expected = {"updates": case.right["updates"]}
        known = about(COUNTS, case) | about(OTHER_RUNS, case)
        judge(got, expected, case.own(got), known)
