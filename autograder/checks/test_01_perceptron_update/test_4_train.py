"""Training: rows in order, epoch after epoch, until nothing has to move."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import chain
from typing import Any

import numpy as np

from autograder.diagnosis.judge import Judge, agrees, named
from autograder.diagnosis.mistakes import CATALOGUE, Mistake, about, renamed
from autograder.question.answer import Answer
from autograder.question.definition import Question

from .unit import FORBIDDEN, RATES, STEP_MISTAKES, STEP_OF_ZERO, Example, eighths


@dataclass(frozen=True)
class Course:
    """What `train` is given."""

    X: np.ndarray
    y: np.ndarray
    eta: float
    max_epochs: int
    mistaken: dict[Mistake, Mapping[str, Any]] = field(default_factory=dict, repr=False)

    def led_by(self, mistake: Mistake) -> Mapping[str, Any]:
        """Where a mistake leads; worked out once, since it takes long."""
        if mistake not in self.mistaken:
            self.mistaken[mistake] = MISTAKES[mistake](self)
        return self.mistaken[mistake]

    @cached_property
    def run(self) -> dict[str, Any]:
        """The weights, the bias, the count of updates, the epochs that it took, and the first of
        them whose errors add up to 0 though something moves; 0 if there is none.
        """
        return trained(self)

    def until(self, max_epochs: int) -> "Course":
        """The same with another limit."""
        return Course(self.X, self.y, self.eta, max_epochs)


def trained(
    c: Course,
    step: Callable[[Example], dict[str, Any]] = lambda example: example.moved(example.error),
) -> dict[str, Any]:
    """Go through the rows in order, epoch after epoch, moving by `step` at each row."""
    w, b, updates, epochs, balanced = np.zeros(c.X.shape[1]), 0.0, 0, 0, 0
    for _ in range(c.max_epochs):
        epochs += 1
        before, b_before = updates, b
        for x, y in zip(c.X, c.y, strict=True):
            moved = step(Example(w, b, x, int(y), c.eta))
            updates += bool(moved["b"] != b or (moved["w"] != w).any())
            w, b = moved["w"], moved["b"]
        if updates == before:
            break
        if b == b_before and not balanced:
            balanced = epochs
    return {"w": w, "b": b, "updates": updates, "epochs": epochs, "balanced": balanced}


def whole_epoch_steps(c: Course) -> dict[str, Any]:
    """All rows of an epoch judged with the weights from its start."""
    w, b, updates = np.zeros(c.X.shape[1]), 0.0, 0
    for _ in range(c.max_epochs):
        errors = (w @ c.X.T + b >= 0) - c.y
        w, b = w - c.eta * errors @ c.X, b - c.eta * errors.sum()
        updates += np.count_nonzero(errors)
    return {"w": w, "b": b, "updates": updates}


EPOCH_MISTAKES: dict[Mistake, Callable[[Course], Mapping[str, Any]]] = {
    CATALOGUE["weights-frozen-for-epoch"]: whole_epoch_steps,
    CATALOGUE["one-epoch-only"]: lambda c: trained(c.until(1)),
    CATALOGUE["one-epoch-too-many"]: lambda c: trained(c.until(c.max_epochs + 1)),
}

MISTAKES: Mapping[Mistake, Callable[[Course], Mapping[str, Any]]] = {
    mistake: partial(trained, step=step) for mistake, step in STEP_MISTAKES.items()
} | EPOCH_MISTAKES

COUNT_MISTAKES: dict[Mistake, Callable[[Course], Any]] = {
    CATALOGUE["epochs-counted"]: lambda c: c.run["epochs"],
    CATALOGUE["visits-counted"]: lambda c: c.run["epochs"] * len(c.y),
    CATALOGUE["last-epoch-counted"]: lambda c: (
        c.run["updates"] - trained(c.until(c.run["epochs"] - 1))["updates"]
    ),
}

WEIGHTS = {"w": "w", "b": "b"}


def apart(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two courses differ in the bias, the count, and every weight."""
    return all(np.all(one[part] != other[part]) for part in ("w", "b", "updates"))


def own_course(c: Course, got: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The right course or a mistake's, whichever was got; None if it is none of these."""
    runs = chain([c.run], map(c.led_by, MISTAKES))
    parts = ("w", "b", "updates")
    return next((r for r in runs if all(agrees(got.get(part), r[part]) for part in parts)), None)


def telling(c: Course, number: int) -> bool:
    """Whether the case of this number tells its rival from the right course.

    That is for the first one a bias that learns alone, which always comes back to 0 with a last
    label of 1; then another step(0); an end where the errors of the first epoch add up to 0; a last
    row left out; an end where those of a later epoch do. The last two are no mistake that has a
    name, and must not look like one.
    """
    if number == 0:
        return c.y[-1] == 0
    if number == 1:
        return apart(c.run, trained(c, STEP_MISTAKES[STEP_OF_ZERO]))
    if number == 2:
        return c.run["balanced"] == 1
    if number == 3:
        rival = trained(Course(c.X[:-1], c.y[:-1], c.eta, c.max_epochs))
    elif c.run["balanced"] > 1:
        rival = c.until(c.run["balanced"]).run
    else:
        return False
    return apart(c.run, rival) and own_course(c, rival) is None


class TestTrain(Question):
    """train(X, y, eta, max_epochs): data that can and cannot be separated, and one epoch alone."""

    id = "01-perceptron-update/train"
    parts = {"w": 1, "b": 1, "updates": 1}
    cases = 5
    forbidden = FORBIDDEN

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> Course:
        """Draw until training takes the course that the case is for, and each epoch matters."""
        limit, settles = (1, 4, 12, 20, 15)[number], number > 1
        while True:
            m, d = int(rng.integers(5, 9)), (4, 3, 2, 2, 3)[number]
            X = eighths(rng, m, d)
            y = (X @ eighths(rng, d) + eighths(rng, 1) >= 0).astype(int)
            if number == 1:
                y = rng.integers(0, 2, m)
            course = Course(X, y, RATES[number], limit)
            run, other = course.run, course.until(1 if settles else limit + 1).run
            usable = 0 < y.sum() < m and (run["epochs"] < limit) == settles and apart(run, other)
            if usable and telling(course, number):
                return course

    @staticmethod
    def call(answer: Answer, case: Course) -> Mapping[str, Any]:
        result = answer.call("train", case.X, case.y, case.eta, case.max_epochs)
        return named(result, "w", "b", "updates")

    def test_weights(self, case: Course, got: Mapping[str, Any], judge: Judge) -> None:
        mistakes = {m: lambda m=m: renamed(case.led_by(m), WEIGHTS) for m in MISTAKES}
        judge(got, renamed(case.run, WEIGHTS), mistakes=mistakes)

    def test_count(self, case: Course, got: Mapping[str, Any], judge: Judge) -> None:
        """The count is also right if it fits the course that a mistake has led the weights on."""
        mistakes = about(COUNT_MISTAKES, case, then=lambda count: {"updates": count})
        judge(got, {"updates": case.run["updates"]}, own_course(case, got), mistakes)
