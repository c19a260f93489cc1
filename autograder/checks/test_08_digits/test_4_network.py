"""The whole backward pass of a network that names digits."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from ..common import (
    Judge,
    Question,
    Values,
    about,
    agrees,
    all_agree,
    recover_delta,
    renamed,
    to_array,
)
from ..common.layers import (
    AFTER_SIGNAL_OF_INNER,
    Hidden,
    Layer,
    gradients,
    judge_gradients,
    layer,
)
from .cases import PARAMETERS, Network
from .mistakes import HIDDEN, LOSSES, NETWORKS, SIGNALS, WITH_OWN_GRADIENT

OUTPUT, INNER = {"W": "dW2", "b": "db2"}, {"W": "dW1", "b": "db1"}


@dataclass(frozen=True)
class Start:
    """How a backward pass starts: a network, a loss, and the error signal of the output."""

    network: Network
    loss: float
    dlogits: np.ndarray

    @property
    def output(self) -> Layer:
        """The output layer."""
        return Layer(self.dlogits, self.network.A1, self.network.Z1)

    def fits_output(self, got: Values) -> bool:
        """Whether a student's gradients of the output layer come of this start."""
        return all_agree(got, gradients(self.output, OUTPUT))

    def is_spoiled_later(self, got: Values) -> bool:
        """Whether a slip after this start's error signal explains the output layer's gradients."""
        found = about(AFTER_SIGNAL_OF_INNER, self.output, then=lambda x: renamed(x, OUTPUT))
        return any(all_agree(got, gives()) for gives in found.values())

    def delta(self, got: Values) -> np.ndarray | None:
        """Return the delta behind a student's gradients of the output layer, if it can be told."""
        n = self.network
        return recover_delta(n.A1, got.get("dW2"), got.get("db2"), len(n.b2))

    def hidden(self, got: Values) -> Hidden:
        """Return the hidden layer, when a student's own delta of the output arrives."""
        known = self.fits_output(got) or self.is_spoiled_later(got)
        mine = None if known else self.delta(got)
        return self.network.hidden(self.dlogits if mine is None else mine)


def find_start(n: Network, got: Values) -> Start:
    """Return the start that fits the loss which was handed out; the right one if none does.

    A loss may fit by chance. So that start comes first which fits the gradients of the output
    layer too, and after it one with which these can come of some delta.
    """
    networks = [n, *(of(n) for of in NETWORKS.values())]
    right, *others = [Start(network, **network.output.values) for network in networks]
    others += [Start(n, **of(n.output)) for of in WITH_OWN_GRADIENT.values()]
    fitting = [start for start in (right, *others) if agrees(got.get("loss"), start.loss)]
    by_output = [start for start in fitting if start.fits_output(got)]
    by_delta = [start for start in (*fitting, right) if start.delta(got) is not None]
    return (by_output + by_delta + fitting + [right])[0]


class TestNetwork(Question):
    """gradients(X, labels, W1, b1, W2, b2): the loss and the whole backward pass."""

    id = "08-digits/network"
    parts = {"loss": 1, "dW2": 1, "db2": 1, "dW1": 1, "db1": 1}
    function = "gradients"
    returns = ("loss", "dW1", "db1", "dW2", "db2")

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> Network:
        """Sizes all different and all equal; twice a black image, with a unit just at its kink.

        In the last row the last unit is only just active.
        """
        m, d, h, k = ((3, 5, 6, 4), (4, 4, 4, 4), (5, 3, 7, 4), (6, 4, 8, 3))[number]
        while True:
            X, W1, b1 = rng.normal(size=(m, d)), rng.normal(size=(d, h)), rng.normal(size=h)
            W2, b2 = rng.normal(size=(h, k)), rng.normal(size=k)
            labels = rng.permutation(np.concatenate([[0, k - 1], rng.integers(0, k, m - 2)]))
            kink = number > 1
            if kink:
                X[0], b1[0] = 0, 0
            b1[-1] += rng.uniform(0.02, 0.05) - (X[-1] @ W1[:, -1] + b1[-1])
            network = Network(X, labels, W1, b1, W2, b2)
            if is_clear(network, kink):
                return network

    @staticmethod
    def arguments(case: Network) -> tuple:
        return case.X, case.labels, *(getattr(case, name) for name in PARAMETERS)

    @staticmethod
    def solve(X: Any, labels: Any, W1: Any, b1: Any, W2: Any, b2: Any) -> tuple:
        labels = to_array(labels).astype(int)
        W1, b1, W2, b2 = map(to_array, (W1, b1, W2, b2))
        n = Network(to_array(X), labels, W1, b1, W2, b2)
        D2 = n.output.gradient
        last, first = layer(D2, n.A1), layer(n.hidden(D2).D, n.X)
        return n.output.loss, first["W"], first["b"], last["W"], last["b"]

    def test_loss(self, case: Network, got: Values, judge: Judge) -> None:
        mistakes = about(NETWORKS, case, then=lambda n: n.output.loss) | about(LOSSES, case.output)
        judge(got, {"loss": case.reference["loss"]}, mistakes=mistakes)

    def test_output_layer(self, case: Network, got: Values, judge: Judge) -> None:
        start = find_start(case, got)
        x, logits = start.output, start.network.output
        judge_gradients(got, case.reference, x, OUTPUT, judge, SIGNALS, logits)

    def test_hidden_layer(self, case: Network, got: Values, judge: Judge) -> None:
        hidden = find_start(case, got).hidden(got)
        judge_gradients(got, case.reference, hidden, INNER, judge, HIDDEN)


def is_clear(n: Network, kink: bool) -> bool:
    """Whether this network tells mistakes apart, and no rounding error decides a unit's side."""
    Z1, back = n.Z1, n.hidden(n.output.gradient).back
    away = np.abs(Z1[1:] if kink else Z1).min() > 0.01 and np.abs(Z1[0, 1:]).min() > 0.01
    mixed = 0.25 < (Z1 > 0).mean() < 0.75
    least = 0.1 * np.abs(back.sum(axis=0)).max()
    matters = (not kink or np.abs(back[0, 0]) > least) and np.abs(back[-1, -1]) > least
    wrong = (n.output.P.argmax(axis=1) != n.labels).any()
    # Else nobody could tell from gradients of the output layer which signal made them.
    solvable = np.linalg.cond(np.vstack([n.A1.T, np.ones(len(n.X))])) < 1e4
    return bool(away and mixed and matters and wrong and solvable)
