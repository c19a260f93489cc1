"""Backpropagation through a network of any depth."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from autograder.checks.common.layers import layer
from autograder.diagnosis.judge import Judge, named
from autograder.diagnosis.mistakes import Values
from autograder.question.answer import Answer
from autograder.question.definition import Question

from .deep import BACKWARDS, draw, entries, turned_round
from .mlp import FORBIDDEN, Mlp
from .slips import HIDDEN, OUTPUT, in_layers, one_layer

LAST = {"W": "last_dW", "b": "last_db"}
EARLIER = {"W": "earlier_dW", "b": "earlier_db"}


def earlier(found: list[dict[str, Any]]) -> Values:
    """The gradients of all layers but the last, by part."""
    return {part: [values[name] for values in found] for name, part in EARLIER.items()}


class TestGradients(Question):
    """gradients(weights, biases, X, y): (dW, db) of every layer, for one layer to five."""

    id = "07-xor-mlp/gradients"
    parts = {"last_dW": 1, "last_db": 1, "earlier_dW": 1, "earlier_db": 1}
    cases = 6
    forbidden = FORBIDDEN
    draw = staticmethod(draw)

    @staticmethod
    def call(answer: Answer, case: Mlp) -> Mapping[str, Any]:
        result = answer.call("gradients", case.weights, case.biases, case.X, case.Y)
        pairs = [named(pair, "dW", "db") for pair in entries(result, "(dW, db)", case)]
        dW, db = [pair["dW"] for pair in pairs], [pair["db"] for pair in pairs]
        # A list that begins with the last layer costs the order, not the last layer's gradients.
        last = 0 if turned_round(dW, case.reference["dW"]) else -1
        parts = {"last_dW": dW[last], "last_db": db[last], "turned": last == 0}
        return parts | {"earlier_dW": dW[:-1], "earlier_db": db[:-1]}

    def test_last_layer(self, case: Mlp, got: Mapping[str, Any], judge: Judge) -> None:
        Z_prev = case.Z[-2] if len(case.Z) > 1 else None
        only = [(case, case.reference["D"][-1], case.A[-2], Z_prev)]
        expected = {part: case.reference[part.removeprefix("last_")][-1] for part in LAST.values()}
        judge(got, expected, mistakes=in_layers(only, OUTPUT, one_layer(LAST)))

    def test_earlier_layers(self, case: Mlp, got: Mapping[str, Any], judge: Judge) -> None:
        """Each layer is judged on the student's own delta of the layer after it."""
        dW, db = case.reference["dW"], case.reference["db"]
        after = case.reference["D"][1:]
        if not got["turned"]:
            mine_dW = [*got["earlier_dW"], got["last_dW"]][1:]
            mine_db = [*got["earlier_db"], got["last_db"]][1:]
            both = zip(mine_dW, mine_db, strict=True)
            after = [case.own_delta(at, *pair) for at, pair in enumerate(both, start=1)]
        hidden = [case.hidden(at, D) for at, D in enumerate(after)]
        before: list[np.ndarray | None] = [None, *case.Z]
        layers = [(h, h.D, h.A_prev, Z) for h, Z in zip(hidden, before, strict=False)]
        mistakes = {BACKWARDS: lambda: {"earlier_dW": dW[:0:-1], "earlier_db": db[:0:-1]}}
        judge(
            got,
            {"earlier_dW": dW[:-1], "earlier_db": db[:-1]},
            earlier([layer(h.D, h.A_prev) for h in hidden]),
            mistakes | in_layers(layers, HIDDEN, earlier),
        )
