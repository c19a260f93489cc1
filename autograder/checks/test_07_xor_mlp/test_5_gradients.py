"""Backpropagation through a network of any depth."""

from typing import Any

from ..common import (
    Answer,
    Judge,
    Question,
    Table,
    Values,
    about,
    at_each,
    name_values,
    renamed,
    to_array,
)
from ..common.layers import layer
from .cases import DEEP_SIZES, FORBIDDEN, Mlp, draw_deep, entries, is_reversed
from .mistakes import BACKWARDS, HIDDEN, OUTPUT, gradients_by

LAST = {"W": "last_dW", "b": "last_db"}


class TestGradients(Question):
    """gradients(weights, biases, X, y): (dW, db) of every layer, for one layer to five."""

    id = "07-xor-mlp/gradients"
    parts = {"last_dW": 1, "last_db": 1, "earlier_dW": 1, "earlier_db": 1}
    cases = len(DEEP_SIZES)
    forbidden = FORBIDDEN
    function = "gradients"
    draw = staticmethod(draw_deep)

    @classmethod
    def call(cls, answer: Answer, case: Mlp) -> Values:
        result = answer.call(cls.function, case.weights, case.biases, case.X, case.Y)
        pairs = [name_values(pair, "dW", "db") for pair in entries(result, "(dW, db)", case)]
        dW, db = [pair["dW"] for pair in pairs], [pair["db"] for pair in pairs]
        # A list that begins with the last layer costs the order, not the last layer's gradients.
        backwards = is_reversed(dW, case.reference["dW"])
        last = {"last_dW": dW[0 if backwards else -1], "last_db": db[0 if backwards else -1]}
        return last | {"earlier_dW": dW[:-1], "earlier_db": db[:-1], "backwards": backwards}

    @staticmethod
    def solve(weights: Any, biases: Any, X: Any, y: Any) -> list[tuple]:
        W, b = [to_array(w) for w in weights], [to_array(b) for b in biases]
        found = Mlp(W, b, to_array(X), to_array(y)).gradients()
        return [(layer["W"], layer["b"]) for layer in found]

    def test_last_layer(self, case: Mlp, got: Values, judge: Judge) -> None:
        mistakes = about(gradients_by(OUTPUT), case.output, then=lambda x: renamed(x, LAST))
        expected = {"last_dW": case.reference["dW"][-1], "last_db": case.reference["db"][-1]}
        judge(got, expected, mistakes=mistakes)

    def test_earlier_layers(self, case: Mlp, got: Values, judge: Judge) -> None:
        """Each layer is judged on the student's own delta of the layer after it."""
        dW, db, after = case.reference["dW"], case.reference["db"], case.reference["D"][1:]
        if not got["backwards"]:
            mine_dW = [*got["earlier_dW"], got["last_dW"]][1:]
            mine_db = [*got["earlier_db"], got["last_db"]][1:]
            both = zip(mine_dW, mine_db, strict=True)
            after = [case.own_delta(at, *pair) for at, pair in enumerate(both, start=1)]
        hidden = [case.hidden(at, D) for at, D in enumerate(after)]
        reverse: Table = {BACKWARDS: lambda c: {"earlier_dW": dW[:0:-1], "earlier_db": db[:0:-1]}}
        judge(
            got,
            {"earlier_dW": dW[:-1], "earlier_db": db[:-1]},
            by_part([layer(h.D, h.A_prev) for h in hidden]),
            about(reverse, case) | about(at_each(gradients_by(HIDDEN)), hidden, then=by_part),
        )


def by_part(found: list[Values]) -> Values:
    """Return the gradients of all layers but the last, by part."""
    return {"earlier_dW": [x["W"] for x in found], "earlier_db": [x["b"] for x in found]}
