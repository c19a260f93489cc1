"""Checks of 01-perceptron-update.

Numbers are multiples of 1/8, so that sums are exact in any order and a point placed on the
boundary lies on it. No case has η = 1 or entries of x that add up to 0: both would hide a mistake.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pytest

from autograder import oracle
from autograder.answer import Answer, AnswerError
from autograder.judge import Judge, Mistake, agrees, named, numbers
from autograder.question import Question

RATES = (0.25, 0.5, 0.75, 1.5, 2.5)


def eighths(rng: np.random.Generator, *shape: int) -> np.ndarray:
    """Draw multiples of 1/8 between −2 and 2, none of them 0."""
    return rng.integers(1, 17, shape) * rng.choice([-1, 1], shape) / 8


def threshold(z: Any) -> int:
    """The step unit of the lecture: 1 from 0 on."""
    return 1 if z >= 0 else 0


# --- predict ------------------------------------------------------------------------------------

NO_BIAS = Mistake("P3", "bias left out", "Does the bias take part before the step?")
ZERO_DOWN = Mistake("P12", "step(0) = 0", "Look at the case z = 0 exactly: what is step(0) here?")
PLUS_MINUS = Mistake("P13", "outputs −1 and +1", "This unit answers 0 or 1. Which two does yours?")
RAW_OUTPUT = Mistake("P2", "z returned", "This is z itself. What does the step unit make of it?")


@dataclass(frozen=True)
class Point:
    """A unit and a point whose z is known exactly."""

    w: np.ndarray
    b: float
    x: np.ndarray
    z: float


class TestPredict(Question):
    """predict(w, b, x): the side of the boundary, and just on it."""

    id = "01-perceptron-update/predict"
    parts = {"boundary": 1, "side": 1}
    cases = 6

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> Point:
        z = (0.0, -0.125, 0.125, -3.0, 2.5, 7.125)[number]
        without_bias = (+1, +1, -1, +1, -1, -1)[number]
        x = eighths(rng, number + 2)
        w = eighths(rng, number + 2)
        w *= without_bias * np.sign(w @ x) or 1.0
        return Point(w, float(z - w @ x), x, z)

    @staticmethod
    def call(answer: Answer, case: Point) -> Mapping[str, Any]:
        part = "boundary" if abs(case.z) < 1 else "side"
        return {part: answer.call("predict", case.w, case.b, case.x)}

    def test_prediction(self, case: Point, got: Mapping[str, Any], judge: Judge) -> None:
        part = next(iter(got))
        judge(
            got,
            {part: threshold(case.z)},
            mistakes={
                NO_BIAS: {part: threshold(case.w @ case.x)},
                ZERO_DOWN: {part: int(case.z > 0)},
                PLUS_MINUS: {part: 2 * threshold(case.z) - 1},
                RAW_OUTPUT: {part: case.z},
            },
        )


# --- direction ----------------------------------------------------------------------------------

GRADIENT_SIGNS = Mistake(
    "P1",
    "direction of the gradient",
    "These are the signs of the gradient. Which way does a step go that lowers the loss?",
)


class TestDirection(Question):
    """direction: which way each weight and the bias of the lecture's example should move."""

    id = "01-perceptron-update/direction"
    parts = {"weights": 1, "bias": 1}
    cases = 1

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> np.ndarray:
        x, y, z = np.array([-1, -2, 3]), 1, -12
        return np.sign((y - threshold(z)) * np.append(x, 1))

    @staticmethod
    def call(answer: Answer, case: np.ndarray) -> Mapping[str, Any]:
        w1, w2, w3, b = named(answer.value("direction"), "w1", "w2", "w3", "b").values()
        return {"weights": [w1, w2, w3], "bias": b}

    def test_signs(self, case: np.ndarray, got: Mapping[str, Any], judge: Judge) -> None:
        expected = {"weights": case[:3], "bias": case[3]}
        judge(got, expected, mistakes={GRADIENT_SIGNS: {p: -v for p, v in expected.items()}})


# --- update -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Example:
    """A unit, one example and a learning rate."""

    w: np.ndarray
    b: float
    x: np.ndarray
    y: int
    eta: float

    @property
    def z(self) -> float:
        return float(self.w @ self.x + self.b)

    @property
    def error(self) -> int:
        return threshold(self.z) - self.y

    def moved(self, error: float, eta: float | None = None) -> dict[str, Any]:
        """The parameters after a step against `error` times the input."""
        eta = self.eta if eta is None else eta
        return {"w": self.w - eta * error * self.x, "b": self.b - eta * error}


def one_after_another(c: Example) -> dict[str, Any]:
    """Each parameter moved by an error that the parameters before it have changed already."""
    w, b = c.w.copy(), c.b
    for j in range(len(w)):
        w[j] -= c.eta * (threshold(w @ c.x + b) - c.y) * c.x[j]
    return {"w": w, "b": b - c.eta * (threshold(w @ c.x + b) - c.y)}


UPDATE_MISTAKES: dict[Mistake, Callable[[Example], dict[str, Any]]] = {
    Mistake("P1", "step uphill", "The step has the right size and goes the wrong way."): (
        lambda c: c.moved(-c.error)
    ),
    Mistake(
        "P2",
        "raw z in the residual",
        "The residual seems to hold z. What does the unit put out before you compare with y?",
    ): lambda c: c.moved(c.z - c.y),
    Mistake("P3", "bias not updated", "The weights move well. Does the bias learn too?"): (
        lambda c: c.moved(c.error) | {"b": c.b}
    ),
    Mistake(
        "P4", "factor 2 kept", "The step is twice too long. What is the ½ in the loss there for?"
    ): lambda c: c.moved(2 * c.error),
    Mistake("P5", "learning rate left out", "Try another η: does the step change with it?"): (
        lambda c: c.moved(c.error, eta=1.0)
    ),
    Mistake("P6", "w in place of x", "By what is the residual multiplied for a weight?"): (
        lambda c: c.moved(c.error) | {"w": c.w - c.eta * c.error * c.w}
    ),
    Mistake(
        "P7",
        "bias moved by the sum of x",
        "The bias belongs to an input that is always the same. Which one?",
    ): lambda c: c.moved(c.error) | {"b": c.b - c.eta * c.error * c.x.sum()},
    Mistake(
        "P8",
        "nothing moves",
        "Nothing moved. The step's own slope is 0 almost everywhere: the rule leaves it out.",
    ): lambda c: {"w": c.w, "b": c.b},
    Mistake(
        "P9",
        "label in place of the error",
        "A point that is already right should change nothing. Try one.",
    ): lambda c: c.moved(-1 if c.y == 1 else 1),
    Mistake(
        "P10",
        "output computed anew after each weight",
        "Take one simultaneous step: all parameters use the output from before the step.",
    ): one_after_another,
    Mistake("P11", "absolute error", "Try an example with y = 0 and one with y = 1."): (
        lambda c: c.moved(-abs(c.error))
    ),
    Mistake("P12", "step(0) = 0", "Look at an example with z = 0 exactly."): (
        lambda c: c.moved(int(c.z > 0) - c.y)
    ),
    Mistake(
        "P13", "outputs −1 and +1", "Labels are 0 and 1 here. What does your unit put out?"
    ): lambda c: c.moved(2 * threshold(c.z) - 1 - c.y),
}


class TestUpdate(Question):
    """update(w, b, x, y, eta): one step of the perceptron rule."""

    id = "01-perceptron-update/update"
    parts = {"w": 1, "b": 1}
    cases = 6

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> Example:
        """Both errors, both kinds of right answer, z on the boundary, and one more error."""
        y, z = ((0, 1.5), (1, -2.25), (1, 3.125), (0, -0.875), (0, 0.0), (1, -0.375))[number]
        w, x = eighths(rng, number + 2), eighths(rng, number + 2)
        while abs(x.sum()) < 0.5 or abs(x.sum() - 1) < 0.5:
            x = eighths(rng, number + 2)
        return Example(w, float(z - w @ x), x, y, float(rng.choice(RATES)))

    @staticmethod
    def call(answer: Answer, case: Example) -> Mapping[str, Any]:
        return named(answer.call("update", case.w, case.b, case.x, case.y, case.eta), "w", "b")

    def test_step(self, case: Example, got: Mapping[str, Any], judge: Judge) -> None:
        judge(
            got,
            case.moved(case.error),
            mistakes={mistake: gives(case) for mistake, gives in UPDATE_MISTAKES.items()},
        )


# --- train --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Course:
    """What `train` is given."""

    X: np.ndarray
    y: np.ndarray
    eta: float
    max_epochs: int


def trained(
    c: Course,
    step: Callable[[Example], dict[str, Any]] = lambda example: example.moved(example.error),
) -> dict[str, Any]:
    """Go through the rows in order, epoch after epoch, moving by `step` at each row."""
    w, b, updates, epochs = np.zeros(c.X.shape[1]), 0.0, 0, 0
    for _ in range(c.max_epochs):
        epochs += 1
        before = updates
        for x, y in zip(c.X, c.y, strict=True):
            moved = step(Example(w, b, x, int(y), c.eta))
            updates += bool(np.any(moved["w"] != w) or moved["b"] != b)
            w, b = moved["w"], moved["b"]
        if updates == before:
            break
    return {"w": w, "b": b, "updates": updates, "epochs": epochs}


def whole_epoch_steps(c: Course) -> dict[str, Any]:
    """All rows of an epoch judged with the weights from its start."""
    w, b, updates = np.zeros(c.X.shape[1]), 0.0, 0
    for _ in range(c.max_epochs):
        errors = (w @ c.X.T + b >= 0) - c.y
        w, b = w - c.eta * errors @ c.X, b - c.eta * errors.sum()
        updates += np.count_nonzero(errors)
    return {"w": w, "b": b, "updates": updates}


def only(names: tuple[str, ...], values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: values[name] for name in names}


TRAIN_MISTAKES: dict[Mistake, Callable[[Course], Mapping[str, Any]]] = {
    Mistake("P3", "bias not updated", "The weights learn. Does the bias learn too?"): (
        lambda c: trained(c, lambda e: e.moved(e.error) | {"b": e.b})
    ),
    Mistake("P5", "learning rate left out", "Try another η: do the weights change with it?"): (
        lambda c: trained(c, lambda e: e.moved(e.error, eta=1.0))
    ),
    Mistake("P1", "steps uphill", "Do the mistakes become fewer? Look at the sign of the step."): (
        lambda c: trained(c, lambda e: e.moved(-e.error))
    ),
    Mistake("P12", "step(0) = 0", "All starts at 0. What does the unit put out at z = 0?"): (
        lambda c: trained(c, lambda e: e.moved(int(e.z > 0) - e.y))
    ),
    Mistake("M8", "weights frozen for an epoch", "Is the next row judged by the moved weights?"): (
        whole_epoch_steps
    ),
    Mistake("P14", "one epoch only", "Does training go on after the first epoch?"): (
        lambda c: trained(replace(c, max_epochs=1))
    ),
    Mistake("P15", "one epoch too many", "Count the epochs: how many does `max_epochs` allow?"): (
        lambda c: trained(replace(c, max_epochs=c.max_epochs + 1))
    ),
}

COUNT_MISTAKES: dict[Mistake, Callable[[Course], Any]] = {
    Mistake("P16", "epochs counted", "`updates` counts rows that changed the weights."): (
        lambda c: trained(c)["epochs"]
    ),
    Mistake("P17", "visits counted", "Does every row that you visit change the weights?"): (
        lambda c: trained(c)["epochs"] * len(c.y)
    ),
    Mistake("P18", "last epoch counted alone", "Should the count start anew in each epoch?"): (
        lambda c: (
            trained(c)["updates"]
            - trained(replace(c, max_epochs=trained(c)["epochs"] - 1))["updates"]
        )
    ),
}


class TestTrain(Question):
    """train(X, y, eta, max_epochs): data that can and cannot be separated, and one epoch alone."""

    id = "01-perceptron-update/train"
    parts = {"w": 1, "b": 1, "updates": 1}
    cases = 5

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> Course:
        """Draw until training takes the course that the case is for, and each epoch matters."""
        limit, settles = (40, 4, 60, 1, 50)[number], number not in (1, 3)
        while True:
            m, d = int(rng.integers(5, 9)), (2, 3, 2, 4, 3)[number]
            X = eighths(rng, m, d)
            y = (X @ eighths(rng, d) + eighths(rng, 1) >= 0).astype(int)
            if number == 1:
                y = rng.integers(0, 2, m)
            course = Course(X, y, float(rng.choice(RATES)), limit)
            run = trained(course)
            other = trained(replace(course, max_epochs=1 if settles else limit + 1))
            differ = [run["b"] != other["b"], *(run["w"] != other["w"])]
            if 0 < y.sum() < m and (run["epochs"] < limit) == settles and all(differ):
                return course

    @staticmethod
    def call(answer: Answer, case: Course) -> Mapping[str, Any]:
        result = answer.call("train", case.X, case.y, case.eta, case.max_epochs)
        return named(result, "w", "b", "updates")

    def test_weights(self, case: Course, got: Mapping[str, Any], judge: Judge) -> None:
        names = ("w", "b")
        given = {mistake: only(names, gives(case)) for mistake, gives in TRAIN_MISTAKES.items()}
        judge(got, only(names, trained(case)), mistakes=given)

    def test_count(self, case: Course, got: Mapping[str, Any], judge: Judge) -> None:
        """The count is also right if it fits the course that a mistake has led the weights on."""
        given = {mistake: {"updates": count(case)} for mistake, count in COUNT_MISTAKES.items()}
        runs = [gives(case) for gives in TRAIN_MISTAKES.values()]
        own = [run for run in runs if all(agrees(got.get(name), run[name]) for name in ("w", "b"))]
        judge(got, only(("updates",), trained(case)), own[0] if own else None, mistakes=given)


# --- lms_gradient -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Regression:
    """What `lms_gradient` is given."""

    w: np.ndarray
    b: float
    X: np.ndarray
    y: np.ndarray

    def loss(self, w: Any, b: Any) -> Any:
        return ((self.X @ w + b - self.y) ** 2).sum() / (2 * len(self.y))

    def from_residual(self, residual: np.ndarray) -> dict[str, Any]:
        return {"dw": residual @ self.X / len(residual), "db": residual.mean()}

    @property
    def residual(self) -> np.ndarray:
        return self.X @ self.w + self.b - self.y


def times(factor: float, values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: factor * value for name, value in values.items()}


LMS_MISTAKES: dict[Mistake, Callable[[Regression], dict[str, Any]]] = {
    Mistake("T1", "sign", "{parts}: the opposite sign. Which way round is the residual?"): (
        lambda c: times(-1, c.from_residual(c.residual))
    ),
    Mistake(
        "T2", "sum instead of mean", "{parts}: too large by the number of rows. Was the mean taken?"
    ): lambda c: times(len(c.y), c.from_residual(c.residual)),
    Mistake("T3", "1/m twice", "{parts}: smaller with every row. How often do you divide by m?"): (
        lambda c: times(1 / len(c.y), c.from_residual(c.residual))
    ),
    Mistake("T4", "factor 2 kept", "{parts}: twice too large. What is the ½ there for?"): (
        lambda c: times(2, c.from_residual(c.residual))
    ),
    Mistake(
        "P19",
        "thresholded residual",
        "The least mean squares loss compares y with X w + b itself, not with the unit's 0 or 1.",
    ): lambda c: c.from_residual((c.X @ c.w + c.b >= 0) - c.y),
    Mistake("P3", "bias gradient left out", "The loss depends on the bias too."): (
        lambda c: c.from_residual(c.residual) | {"db": 0.0}
    ),
    Mistake("T12", "bias gradient summed", "Both derivatives carry the same 1/m. Does yours?"): (
        lambda c: c.from_residual(c.residual) | {"db": c.residual.sum()}
    ),
    Mistake(
        "T14",
        "residual averaged first",
        "Keep one residual per row until it has met its own row of X.",
    ): lambda c: {"dw": c.residual.mean() * c.X.mean(axis=0), "db": c.residual.mean()},
}


class TestLmsGradient(Question):
    """lms_gradient(w, b, X, y): the gradient of 1/(2m) Σ (X w + b − y)²."""

    id = "01-perceptron-update/lms_gradient"
    parts = {"dw": 1, "db": 1}

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> Regression:
        m, d = ((3, 5), (7, 3), (4, 4), (6, 1))[number]
        return Regression(
            rng.normal(size=d), float(rng.normal()), rng.normal(size=(m, d)), rng.normal(size=m)
        )

    @staticmethod
    def call(answer: Answer, case: Regression) -> Mapping[str, Any]:
        return named(answer.call("lms_gradient", case.w, case.b, case.X, case.y), "dw", "db")

    def test_gradient(self, case: Regression, got: Mapping[str, Any], judge: Judge) -> None:
        judge(
            got,
            {
                "dw": oracle.gradient(lambda w: case.loss(w, case.b), case.w),
                "db": oracle.gradient(lambda b: case.loss(case.w, b), case.b),
            },
            mistakes={mistake: gives(case) for mistake, gives in LMS_MISTAKES.items()},
        )


# --- gates --------------------------------------------------------------------------------------

CORNERS = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
ON_THE_LINE = Mistake(
    "P12", "step(0) = 0", "{parts}: an input lies just on the boundary. What is step(0) here?"
)
TURNED = Mistake("P20", "gate turned round", "{parts} says no where it should say yes, always.")


def outputs(unit: Any, above: Callable[[np.ndarray], np.ndarray]) -> Any:
    """The gate's four outputs; None if it is missing, text if it is not a pair (w, b)."""
    if unit is None:
        return None
    try:
        w, b = named(unit, "w", "b").values()
        w, b = numbers(w), numbers(b)
    except AnswerError:
        return "not a pair (w, b)"
    return above(CORNERS @ w + b).astype(int) if w.shape == (2,) and b.shape == () else "w or b"


class TestGates(Question):
    """gates(): step units for OR, AND and NAND, judged by their truth tables."""

    id = "01-perceptron-update/gates"
    parts = {"or": 1, "and": 1, "nand": 1}
    cases = 1

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> dict[str, np.ndarray]:
        one, other = CORNERS.T
        return {"or": one | other, "and": one & other, "nand": 1 - (one & other)}

    @staticmethod
    def call(answer: Answer, case: Mapping[str, np.ndarray]) -> Mapping[str, Any]:
        units = answer.call("gates")
        if not isinstance(units, dict):
            raise AnswerError("type", "`gates` should return a dict with `or`, `and`, `nand`.")
        return {name: units[name] for name in case if name in units}

    @pytest.mark.parametrize("gate", parts)
    def test_truth_table(
        self, gate: str, case: Mapping[str, np.ndarray], got: Mapping[str, Any], judge: Judge
    ) -> None:
        unit, table = got.get(gate), case[gate]
        mine = outputs(unit, lambda z: z >= 0)
        lies_on_the_line = np.array_equal(outputs(unit, lambda z: z > 0), table)
        judge(
            {gate: mine},
            {gate: table},
            mistakes={
                ON_THE_LINE: {gate: mine if lies_on_the_line else table},
                TURNED: {gate: 1 - table},
            },
        )
