"""The error signal of every layer, from the last back to the first."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from autograder.diagnosis.carried_forward import usable
from autograder.diagnosis.judge import Judge, agrees
from autograder.diagnosis.mistakes import about
from autograder.question.answer import Answer
from autograder.question.definition import Question

from .deep import BACKWARDS, draw, entries, turned_round
from .mlp import FORBIDDEN, Mlp
from .slips import HIDDEN, OUTPUT


class TestDeltas(Question):
    """deltas(weights, activations, y): δ of every layer, in networks of one layer to five."""

    id = "07-xor-mlp/deltas"
    parts = {"output": 1, "hidden": 2}
    cases = 6
    forbidden = FORBIDDEN
    draw = staticmethod(draw)

    @staticmethod
    def call(answer: Answer, case: Mlp) -> Mapping[str, Any]:
        result = entries(answer.call("deltas", case.weights, case.A, case.Y), "δ", case)
        # A list that begins with the last layer costs the order, not the last layer's delta.
        turned = turned_round(result, case.reference["D"])
        output = result[0] if turned else result[-1]
        return {"output": output, "hidden": result[:-1], "turned": turned}

    def test_output(self, case: Mlp, got: Mapping[str, Any], judge: Judge) -> None:
        mistakes = about(OUTPUT, case, then=lambda D: {"output": D})
        judge(got, {"output": case.reference["D"][-1]}, mistakes=mistakes)

    def test_hidden(self, case: Mlp, got: Mapping[str, Any], judge: Judge) -> None:
        """Each layer is judged on the student's own δ of the layer after it."""
        right = case.reference["D"]
        known = right[1:] if got["turned"] else [*got["hidden"], got["output"]][1:]
        after = [_own(D, reference) for D, reference in zip(known, right[1:], strict=True)]
        layers = [case.hidden(at, D) for at, D in enumerate(after)]
        mistakes = {BACKWARDS: lambda: {"hidden": right[:0:-1]}} | about(
            {m: lambda gives=gives: [gives(h) for h in layers] for m, gives in HIDDEN.items()},
            then=lambda deltas: {"hidden": deltas},
        )
        judge(got, {"hidden": right[:-1]}, {"hidden": [h.D for h in layers]}, mistakes)


def _own(D: Any, reference: np.ndarray) -> np.ndarray:
    mine = None if agrees(D, reference) else usable(D, reference.shape)
    return reference if mine is None else mine
