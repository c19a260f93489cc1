"""Loss and gradient of logistic regression, for z of any size."""

from collections.abc import Callable, Mapping
from functools import cached_property, partial
from operator import itemgetter
from typing import Any

import numpy as np

from autograder.checks.common import (
    CATALOGUE,
    Answer,
    AnswerError,
    Judge,
    Question,
    Table,
    Values,
    about,
    agrees,
    all_agree,
    times,
    to_array,
    to_number,
    to_numbers,
)
from autograder.diagnosis.relations import CLOSE
from autograder.question.answer import Unreadable

from .cases import SIZES, WHOLE, Logistic, draw_inputs, sigmoid, softplus
from .mistakes import ON_ROWS, OTHER_LOSSES


class SoftLabels(Logistic):
    """Rows whose labels lie between 0 and 1, these included; the loss is the cross-entropy."""

    def losses_at(self, z: Any) -> Any:
        """−y log p − (1 − y) log(1 − p), with log p = −log(1 + e^−z)."""
        return self.y * softplus(-z) + (1 - self.y) * softplus(z)

    @property
    def slope(self) -> np.ndarray:
        """p − y as (1 − y) p − y (1 − p): nothing cancels where p is close to a label."""
        return (1 - self.y) * self.p - self.y * self.q

    def weigh(self, A: Any, B: Any) -> dict[str, Any]:
        """Return loss and gradient where −log p has the weights A, and −log(1 − p) has B."""
        losses = A * softplus(-self.z) + B * softplus(self.z)
        return self.of_losses(losses) | self.of_slope(B * self.p - A * self.q)

    def label(self, y: Any) -> dict[str, Any]:
        """Return loss and gradient for other labels."""
        return self.weigh(y, 1 - y)

    def of_logs(self, log_p: Any, log_q: Any) -> dict[str, Any]:
        """Return the loss, made of the two logarithms."""
        return self.of_losses(-(self.y * log_p + (1 - self.y) * log_q))

    def clip_p(self, epsilon: float) -> dict[str, Any]:
        """Return loss and gradient of p held between ε and 1 − ε."""
        p = np.clip(self.p, epsilon, 1 - epsilon)
        return self.of_logs(np.log(p), np.log(1 - p)) | self.of_slope(p - self.y)

    def add_to_p(self, epsilon: float) -> dict[str, Any]:
        """Return the loss with ε added under both logarithms."""
        return self.of_logs(np.log(self.p + epsilon), np.log(1 - self.p + epsilon))

    def clip_z(self, bound: float) -> dict[str, Any]:
        """Return loss and gradient of z held between −bound and bound."""
        z = np.clip(self.z, -bound, bound)
        slope = (1 - self.y) * sigmoid(z) - self.y * sigmoid(-z)
        return self.of_losses(self.losses_at(z)) | self.of_slope(slope)

    @property
    def usual(self) -> bool:
        """Whether no p is close to 0 or 1."""
        return np.abs(self.z).max() < 20

    @property
    def enormous(self) -> bool:
        """Whether z is too large for any power."""
        return np.abs(self.z).max() > 1e6

    @cached_property
    def reference(self) -> dict[str, Any]:
        """The gradient by the oracle; where z is too large for differences, in closed form."""
        return super().reference if self.usual else self.gradient


CLIPPED = CATALOGUE["probabilities-clipped"]
FRACTIONS_LOST = CATALOGUE["fractional-labels-lost"]
OTHER_BASE = CATALOGUE["another-log-base"]
SQUARED = CATALOGUE["squared-error"]
NO_LOG = CATALOGUE["log-missing"].asking("What does the loss take of a probability?")
DIFFERENCE = CATALOGUE["branches-subtracted"].asking(
    "Does the loss take one branch away from the other?"
)

CONSISTENT: Table = (
    OTHER_LOSSES
    | {
        OTHER_BASE: lambda c: times(1 / np.log(10), c.right),
        OTHER_BASE.with_variant("base 2"): lambda c: times(1 / np.log(2), c.right),
        CATALOGUE["labels-exchanged"]: lambda c: c.label(1 - c.y),
        FRACTIONS_LOST: lambda c: c.label(c.y == 1),
        FRACTIONS_LOST.with_variant("rounded"): lambda c: c.label(c.y >= 0.5),
        FRACTIONS_LOST.with_variant("all above 0 are 1"): lambda c: c.label(c.y > 0),
        CATALOGUE["only-branch-of-probability"]: lambda c: c.weigh(c.y, 0),
        CATALOGUE["only-branch-of-complement"]: lambda c: c.weigh(0, 1 - c.y),
        CATALOGUE["probability-not-complement"]: lambda c: c.weigh(1, 0),
    }
    | {
        CLIPPED.with_variant(str(epsilon)): partial(SoftLabels.clip_p, epsilon=epsilon)
        for epsilon in (0.1, 0.05, 0.01, 1e-3, 1e-4, 1e-5, 1e-6)
    }
)
"""Losses of another kind, each with its own gradient: a right step after a wrong one."""

LOSSES: Table = CONSISTENT | {
    SQUARED: lambda c: c.of_losses((c.p - c.y) ** 2),
    SQUARED.with_variant("halved"): lambda c: c.of_losses((c.p - c.y) ** 2 / 2),
    NO_LOG: lambda c: c.of_logs(c.p, 1 - c.p),
    DIFFERENCE: lambda c: c.weigh(c.y, c.y - 1),
}

GRADIENTS: Table = {
    **CONSISTENT,
    **ON_ROWS,
    CATALOGUE["one-branch-sign"]: lambda c: c.of_slope(2 * c.y * c.p - c.y - c.p),
    CATALOGUE["sigmoid-missing"]: lambda c: c.of_slope(c.z - c.y),
    CATALOGUE["thresholded-probability"]: lambda c: c.of_slope((c.z >= 0) - c.y),
    CATALOGUE["gradient-by-probability"]: lambda c: c.of_slope((1 - c.y) / (1 - c.p) - c.y / c.p),
}

LOG_OF_ZERO = CATALOGUE["log-of-rounded-probability"]
OVERFLOW = CATALOGUE["exponential-overflow"]
LOST = CATALOGUE["tiny-value-lost"]
DIVISION = CATALOGUE["division-by-rounded-probability"]
EPSILONS = (*(10.0**-k for k in range(4, 17)), float(np.finfo(float).eps), 1e-300)
BOUNDS = (20, 30, 35, 36, 50, 100, 250, 500, 700, 709)

CLIPPED_Z: Table = {
    CLIPPED.with_variant(f"z up to {z}"): partial(SoftLabels.clip_z, bound=z) for z in BOUNDS
}

LOSSES_FOR_SMALL_Z: Table = {
    LOG_OF_ZERO: lambda c: c.of_logs(np.log(c.p), np.log(1 - c.p)),
    LOG_OF_ZERO.with_variant("log1p"): lambda c: c.of_logs(np.log(c.p), np.log1p(-c.p)),
    OVERFLOW: lambda c: c.of_losses(np.log(1 + np.exp(c.z)) - c.y * c.z),
    OVERFLOW.with_variant("log1p"): lambda c: c.of_losses(np.log1p(np.exp(c.z)) - c.y * c.z),
    LOST: lambda c: c.of_losses(np.maximum(c.z, 0) - c.y * c.z + np.log(1 + np.exp(-np.abs(c.z)))),
    **{CLIPPED.with_variant(str(e)): partial(SoftLabels.clip_p, epsilon=e) for e in EPSILONS},
    **{
        CLIPPED.with_variant(f"{e} added"): partial(SoftLabels.add_to_p, epsilon=e)
        for e in EPSILONS
    },
    **CLIPPED_Z,
}
"""The loss of programs that are right where z is small."""

GRADIENTS_FOR_SMALL_Z: Table = {
    LOST: lambda c: c.of_slope(c.p - c.y),
    OVERFLOW: lambda c: c.of_slope(np.exp(c.z) / (1 + np.exp(c.z)) - c.y),
    OVERFLOW.with_variant("p alone"): (
        lambda c: c.of_slope((1 - c.y) * np.exp(c.z) / (1 + np.exp(c.z)) - c.y * c.q)
    ),
    DIVISION: lambda c: c.of_slope(((1 - c.y) / (1 - c.p) - c.y / c.p) * c.p * (1 - c.p)),
    **CLIPPED_Z,
}
"""The gradient of such programs."""


def flatten_gradient(values: Values) -> Any:
    """Return dw and db in one array; the one that cannot be read if there is such a one."""
    for part in ("dw", "db"):
        try:
            to_numbers(values[part])
        except AnswerError:
            return values[part]
    return np.append(to_numbers(values["dw"]), to_numbers(values["db"]))


LOSS, GRADIENT = ("loss",), ("dw", "db")

IN_UNITS: dict[str, tuple[tuple[str, ...], Callable[[Values], Any], Table, Table]] = {
    "loss in the tails": (LOSS, itemgetter("loss"), LOSSES, LOSSES_FOR_SMALL_Z),
    "gradient in the tails": (GRADIENT, flatten_gradient, GRADIENTS, GRADIENTS_FOR_SMALL_Z),
    "loss of huge z": (LOSS, itemgetter("loss"), LOSSES, {}),
    "gradient of huge z": (GRADIENT, flatten_gradient, GRADIENTS, {}),
}
"""The parts where a right value may be tiny or enormous: the step for small z, what they take of an
answer, the mistakes that have cost that step already, and those that show only here.
"""


def judge_in_units(part: str, case: SoftLabels, got: Values, judge: Judge) -> None:
    """Judge a part of IN_UNITS entry by entry in units of the right value."""
    step, take, earlier, here = IN_UNITS[part]
    value, right = take(got), take(case.right)
    made = find_made(step, judge)
    slips = ((mistake.id, take(gives(case))) for mistake, gives in earlier.items())
    own = next(
        (
            {part: in_units(slip, right)}
            for name, slip in slips
            if is_same(value, slip, zeros=name == made)
        ),
        None,
    )
    mistakes = about(here, case, then=lambda values: in_units(take(values), right))
    judge({part: in_units(value, right)}, {part: np.ones(np.shape(right))}, own, mistakes)


def in_units(value: Any, right: Any) -> Any:
    """Return a value in units of the right one, entry by entry; as it is if it does not fit."""
    try:
        array = to_numbers(value)
    except AnswerError:
        return value
    return array / right if array.shape == np.shape(right) else value


def find_made(parts: tuple[str, ...], judge: Judge) -> str:
    """Return the id of the mistake that has been found in a step so far, if there is one."""
    step = judge.steps.get(parts)
    mistake = step.find_mistake() if step and any(map(step.failed_cases, parts)) else None
    return mistake.id if mistake else ""


def is_same(got: Any, slip: Any, *, zeros: bool) -> bool:
    """Tell whether a mistake gives what was got, each entry compared with its own size.

    zeros: whether this may be nothing but zeros. They are no sign of a mistake that has not been
    seen where z is small: a tiny value that has been lost looks the same.
    """
    try:
        got = to_numbers(got)
    except AnswerError:
        return False
    close = got.shape == np.shape(slip) and np.all(np.abs(got - slip) <= CLOSE * np.abs(slip))
    return bool(close and (zeros or np.any(slip)))


def own_gradient(case: SoftLabels, got: Values) -> Values | None:
    """Return the gradient of the loss that was handed out, if that is a known one and wrong.

    Where it looks right by chance, the gradient tells which one it is.
    """
    others = [gives(case) for gives in CONSISTENT.values()]
    fitting = [other for other in others if agrees(got["loss"], other["loss"])]
    for other in fitting:
        if all_agree(got, other):
            return other
    return fitting[0] if fitting and not agrees(got["loss"], case.right["loss"]) else None


CONFIDENT = len(SIZES)
"""The number of the case that is confident of its labels; after it come tails, then enormous z."""


class TestLossGradient(Question):
    """loss_gradient(X, y, w, b): mean cross-entropy with its gradient, exact in the tails too."""

    id = "04-logistic-graph/loss_gradient"
    parts = dict.fromkeys(("loss", "dw", "db", *IN_UNITS), 1)
    cases = CONFIDENT + 6
    function = "loss_gradient"
    returns = ("loss", "dw", "db")

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> SoftLabels:
        """Labels from 0 to 1, once only whole ones; after case CONFIDENT, z of chosen sizes."""
        if number > CONFIDENT:
            return draw_tails(rng, number - CONFIDENT - 1)
        while True:
            case = draw_confident(rng) if number == CONFIDENT else draw_undecided(rng, number)
            if case.is_visible:
                return case

    @classmethod
    def call(cls, answer: Answer, case: SoftLabels) -> Mapping[str, Any]:
        try:
            return super().call(answer, case)
        except AnswerError as trouble:
            # Where powers overflow with an error, what is right for usual z still counts.
            if trouble.kind != "crash" or case.usual:
                raise
            return dict.fromkeys(cls.returns, Unreadable(trouble.message))

    @classmethod
    def solve(cls, X: Any, y: Any, w: Any, b: Any) -> tuple:
        right = SoftLabels(to_array(X), to_array(y), to_array(w), to_number(b)).right
        return tuple(right[name] for name in cls.returns)

    def test_usual_z(self, case: SoftLabels, got: Values, judge: Judge) -> None:
        """Of another loss, its own gradient is a right step after a wrong one."""
        if case.usual:
            judge(got, {"loss": case.right["loss"]}, mistakes=about(LOSSES, case))
            judge(got, case.reference, own_gradient(case, got), about(GRADIENTS, case))

    def test_tails(self, case: SoftLabels, got: Values, judge: Judge) -> None:
        """Of tiny values, a loss is asked for where y is 0, a gradient where y is 1.

        For y = 0 the sigmoid of the course gives a gradient of 0; for y = 1 the usual log(1 + e^z)
        − yz gives a loss of 0. Both will do.
        """
        if not case.usual and not case.enormous:
            if not case.y.all():
                judge_in_units("loss in the tails", case, got, judge)
            if case.y.any():
                judge_in_units("gradient in the tails", case, got, judge)

    def test_enormous_z(self, case: SoftLabels, got: Values, judge: Judge) -> None:
        if case.enormous:
            judge_in_units("loss of huge z", case, got, judge)
            judge_in_units("gradient of huge z", case, got, judge)


def draw_undecided(rng: np.random.Generator, number: int) -> SoftLabels:
    """Draw rows of small z, with labels of any kind."""
    X, w, b = draw_inputs(rng, number)
    if number == WHOLE:
        return SoftLabels(X, np.array([0, 1, 1, 0]), w, b)
    labels = np.resize([*rng.uniform(0.1, 0.9, 3), 0.0, 1.0], len(X))
    return SoftLabels(X, rng.permutation(labels), w, b)


def draw_confident(rng: np.random.Generator) -> SoftLabels:
    """Draw rows where p is close to its label, but far from rounding to it.

    So little is left of the loss that what a shortcut for larger z drops there can be seen.
    """
    z = np.concatenate([np.linspace(4.5, 9, 4), -np.linspace(5, 8.5, 3)])
    doubt = rng.uniform(0.002, 0.01, len(z))
    return draw_with_z(rng, z, np.where(z > 0, 1 - doubt, doubt))


def draw_tails(rng: np.random.Generator, kind: int) -> SoftLabels:
    """Draw rows where p rounds to 1; to 0; is tiny and right; rounds to 1 and is right; then z up
    to ±1e300.
    """
    m = 6
    far = np.concatenate([rng.uniform(40, 300, m - 1), rng.uniform(760, 900, 1)])
    z, y = (
        (far, np.array([0, 1, *rng.uniform(0.2, 0.8, m - 3), 0])),
        (-far, np.array([1, 0, *rng.uniform(0.2, 0.8, m - 3), 1])),
        (rng.uniform(-50, -40, m), np.zeros(m)),
        (rng.uniform(40, 50, m), np.ones(m)),
        (
            np.array([1e300, -1e300, 3e299, -2e150, *rng.normal(size=2)]),
            np.array([0, 1, *rng.uniform(0.2, 0.8, 2), 1, 0]),
        ),
    )[kind]
    return draw_with_z(rng, z, y)


def draw_with_z(rng: np.random.Generator, z: np.ndarray, y: np.ndarray) -> SoftLabels:
    """Draw four columns, weights and a bias that give this z, with the rows in another order."""
    m, d = len(z), 4
    w = rng.uniform(0.5, 1.2, d) * rng.choice([-1, 1], d)
    b = float(rng.uniform(0.3, 1.0))
    order = rng.permutation(m)
    z, y = z[order], y[order]
    across = rng.normal(size=(m, d))
    across -= np.outer(across @ w, w) / (w @ w)
    return SoftLabels(across + np.outer((z - b) / (w @ w), w), y, w, b)
