"""The whole backward pass of a network that names digits."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from autograder.checks.common.layers import layer, signals, slips
from autograder.diagnosis.judge import Judge, named
from autograder.diagnosis.mistakes import renamed
from autograder.question.answer import Answer
from autograder.question.definition import Question

from .network import HIDDEN, INNER, OUTPUT, PARAMETERS, Network, course, losses
from .scores import SIGNALS


class TestNetwork(Question):
    """gradients(X, labels, W1, b1, W2, b2): the loss and the whole backward pass."""

    id = "08-digits/network"
    parts = {"loss": 1, "dW2": 1, "db2": 1, "dW1": 1, "db1": 1}

    @staticmethod
    def draw(rng: np.random.Generator, number: int) -> Network:
        """Sizes all different and all equal; twice a black image, with a unit just at its kink."""
        m, d, h, k = ((3, 5, 6, 4), (4, 4, 4, 4), (5, 3, 7, 4), (6, 4, 8, 3))[number]
        while True:
            X, W1, b1 = rng.normal(size=(m, d)), rng.normal(size=(d, h)), rng.normal(size=h)
            W2, b2 = rng.normal(size=(h, k)), rng.normal(size=k)
            labels = rng.permutation(np.concatenate([[0, k - 1], rng.integers(0, k, m - 2)]))
            kink = number > 1
            if kink:
                X[0], b1[0] = 0, 0
            network = Network(X, labels, W1, b1, W2, b2)
            if _tells(network, kink):
                return network

    @staticmethod
    def call(answer: Answer, case: Network) -> Mapping[str, Any]:
        result = answer.call(
            "gradients", case.X, case.labels, *(getattr(case, name) for name in PARAMETERS)
        )
        return named(result, "loss", "dW1", "db1", "dW2", "db2")

    def test_loss(self, case: Network, got: Mapping[str, Any], judge: Judge) -> None:
        judge(got, {"loss": case.reference["loss"]}, mistakes=losses(case))

    def test_output_layer(self, case: Network, got: Mapping[str, Any], judge: Judge) -> None:
        own = course(case, got)
        n, A1 = own.network, own.network.A1
        judge(
            got,
            {name: case.reference[name] for name in OUTPUT.values()},
            own.output,
            signals(SIGNALS, n.scores, A1, OUTPUT) | slips(own.D2, A1, OUTPUT, n.Z1),
        )

    def test_hidden_layer(self, case: Network, got: Mapping[str, Any], judge: Judge) -> None:
        hidden = course(case, got).hidden(got)
        judge(
            got,
            {name: case.reference[name] for name in INNER.values()},
            renamed(layer(hidden.D, case.X), INNER),
            signals(HIDDEN, hidden, case.X, INNER) | slips(hidden.D, case.X, INNER),
        )


def _tells(n: Network, kink: bool) -> bool:
    """Whether this network tells mistakes apart, and no rounding error decides a unit's side."""
    Z1, back = n.Z1, n.hidden(n.scores.slope).back
    away = np.abs(Z1[1:] if kink else Z1).min() > 0.01 and np.abs(Z1[0, 1:]).min() > 0.01
    mixed = 0.25 < (Z1 > 0).mean() < 0.75
    matters = not kink or np.abs(back[0, 0]) > 0.1 * np.abs(back.sum(axis=0)).max()
    wrong = (n.scores.P.argmax(axis=1) != n.labels).any()
    # Else nobody could tell from gradients of the output layer which signal made them.
    told = np.linalg.cond(np.vstack([n.A1.T, np.ones(len(n.X))])) < 1e4
    return bool(away and mixed and matters and wrong and told)
