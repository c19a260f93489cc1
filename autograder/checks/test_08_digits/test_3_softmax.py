"""Softmax and cross-entropy, for logits of any size."""

from typing import Any

import numpy as np

from ..common import (
    CATALOGUE,
    DIFFERENTIATION,
    Judge,
    Question,
    Table,
    Values,
    about,
    agrees,
    all_agree,
    to_array,
)
from .cases import SoftmaxLoss, log_softmax
from .mistakes import (
    LOSSES,
    ONE_BY_ONE,
    OTHER_BASE,
    OVER_COLUMNS,
    SIGNALS,
    WITH_OWN_GRADIENT,
    binary_cross_entropy,
)


def loss_of_powers(s: SoftmaxLoss, shift: Any) -> float:
    """The loss by powers of shifted logits, softmax and log in one."""
    shifted = s.Z - shift
    return -(s.at_label(shifted) - np.log(np.exp(shifted).sum(axis=1))).mean()


def loss_of_softmax(s: SoftmaxLoss, shift: Any) -> float:
    """The loss by powers of shifted logits, log after softmax."""
    E = np.exp(s.Z - shift)
    return -np.log(s.at_label(E) / E.sum(axis=1)).mean()


def signal_of_powers(s: SoftmaxLoss, shift: Any) -> np.ndarray:
    """The gradient by powers of shifted logits."""
    E = np.exp(s.Z - shift)
    return (E / E.sum(axis=1, keepdims=True) - s.Y) / s.m


def clipped(s: SoftmaxLoss, got: Any) -> Any:
    """What was got, if a probability that cannot fall to 0 explains it; else the loss."""
    lowest = s.at_label(log_softmax(s.Z)).min()
    number = np.ndim(got) == 0 and agrees(got, got)
    return got if lowest < -30 and number and 0 <= got < s.loss else s.loss


NO_SHIFT = CATALOGUE["softmax-overflow"]
ONE_SHIFT = CATALOGUE["one-shift-for-all-rows"]
COLUMN_SHIFT = CATALOGUE["shift-by-column-maximum"]
LOG_LATER = "log after softmax"

STABLE_LOSSES: Table = LOSSES | {
    CATALOGUE["log-of-vanished-probability"]: lambda s: loss_of_softmax(
        s, s.Z.max(axis=1, keepdims=True)
    ),
    CATALOGUE["shift-in-one-term"]: lambda s: s.loss - s.Z.max(axis=1).mean(),
    COLUMN_SHIFT: lambda s: s.shifted_by_columns.loss,
    NO_SHIFT: lambda s: loss_of_powers(s, 0),
    NO_SHIFT.with_variant(LOG_LATER): lambda s: loss_of_softmax(s, 0),
    ONE_SHIFT: lambda s: loss_of_powers(s, s.Z.max()),
    ONE_SHIFT.with_variant(LOG_LATER): lambda s: loss_of_softmax(s, s.Z.max()),
    OTHER_BASE.with_variant("base 10"): lambda s: s.loss / np.log(10),
    OVER_COLUMNS.with_variant(LOG_LATER): lambda s: (
        -np.log(s.at_label(np.exp(log_softmax(s.Z, axis=0)))).mean()
    ),
    ONE_BY_ONE.with_variant(LOG_LATER): lambda s: binary_cross_entropy(s, np.log(s.P)),
}

STABLE_SIGNALS: Table = SIGNALS | {
    NO_SHIFT: lambda s: signal_of_powers(s, 0),
    ONE_SHIFT: lambda s: signal_of_powers(s, s.Z.max()),
    COLUMN_SHIFT: lambda s: s.shifted_by_columns.gradient,
    CATALOGUE["transposed"]: lambda s: s.reference.T,
}


class TestSoftmax(Question):
    """softmax_cross_entropy(logits, labels): the loss and its gradient, for logits of any size."""

    id = "08-digits/softmax"
    parts = {"loss": 2, "dlogits": 3}
    cases = 7
    function = "softmax_cross_entropy"
    forbidden = (*DIFFERENTIATION, "nnlib.functions.softmax")

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> SoftmaxLoss:
        """Usual logits; far from 0, all alike and row by row; far apart; enormous; one row."""
        m, k = ((5, 3), (4, 4), (3, 5), (6, 3), (5, 4), (7, 6), (1, 5))[number]
        Z = rng.normal(size=(m, k)) * 1.5
        # Neither all alike nor without the classes at both ends.
        labels = rng.permutation(np.concatenate([[0, k - 1], rng.integers(0, k, max(m - 2, 0))]))
        labels = labels[:m]
        rows = np.arange(m)
        if number == 2:
            Z += rng.uniform(800, 2000)
        if number == 3:
            Z += np.where(rows % 2, 1, -1)[:, np.newaxis] * rng.uniform(900, 1500, (m, 1))
        if number == 4:
            Z[rows, labels] -= rng.uniform(800, 1200, m)
        if number == 5:
            Z = draw_enormous(rng, labels, k)
        return SoftmaxLoss(Z, labels)

    @staticmethod
    def rows(case: SoftmaxLoss) -> int:
        return case.m

    @staticmethod
    def solve(logits: Any, labels: Any) -> tuple:
        return tuple(SoftmaxLoss(to_array(logits), to_array(labels).astype(int)).values.values())

    def test_loss(self, case: SoftmaxLoss, got: Values, judge: Judge) -> None:
        loss = got.get("loss")
        mistakes = about(STABLE_LOSSES, case)
        mistakes |= {CATALOGUE["softmax-clipped"]: lambda: clipped(case, loss)}
        judge(got, {"loss": case.loss}, mistakes=mistakes)

    def test_gradient(self, case: SoftmaxLoss, got: Values, judge: Judge) -> None:
        """The gradient is also right if it is that of another loss, which was worked out."""
        others = [of(case) for of in WITH_OWN_GRADIENT.values()]
        own = next((other for other in others if all_agree(got, other)), None)
        judge(got, {"dlogits": case.reference}, own, about(STABLE_SIGNALS, case))


def draw_enormous(rng: np.random.Generator, labels: np.ndarray, k: int) -> np.ndarray:
    """Logits up to ±1e300: surely right, surely wrong in two ways, and usual."""
    Z = rng.choice([-1e300, 0.0, 3e299], (len(labels), k))
    for i, label in enumerate(labels):
        other = (label + 1 + rng.integers(k - 1)) % k
        match i % 4:
            case 0:
                Z[i, label] = 1e300
            case 1:
                Z[i, label], Z[i, other] = -1e300, 1e300
            case 2:
                Z[i, other] = 1e300
            case 3:
                Z[i] = rng.normal(size=k)
    return Z
