"""The forward pass through the graph, node by node."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from autograder.diagnosis.judge import Judge, keyed
from autograder.diagnosis.mistakes import CATALOGUE, Mistake
from autograder.question.answer import Answer
from autograder.question.definition import Question

from .graph import NODES, Graph, mine
from .slips import (
    DIFFERENCE,
    LABELS_SWAPPED,
    ONLY_A,
    ONLY_B,
    OTHER_BASE,
    OUTER_MINUS,
    P_IN_BOTH,
    SLIDES,
)

SIGN = CATALOGUE["sign"].asking("Work the node out for one small number. Which sign must it have?")
OTHER_EXPONENT = CATALOGUE["exponent-minus-missing"]
MINUS_IN_FRONT = CATALOGUE["minus-before-power"]
ONE_LEFT_OUT = CATALOGUE["summand-missing"]
NOT_INVERTED = CATALOGUE["reciprocal-missing"]
TERM_SIGN = CATALOGUE["sign-in-sum"]
LOG_LEFT_OUT = CATALOGUE["logarithm-missing"]
SHARE_LEFT_OUT = CATALOGUE["label-factor-missing"]
CROSSED = CATALOGUE["logarithms-exchanged"]

MISTAKES: dict[str, dict[Mistake, Callable[[Graph, Mapping[str, Any]], Any]]] = {
    "xi1": {
        SLIDES: lambda g, v: -g.w * g.x,
        CATALOGUE["product-not-formed"]: lambda g, v: g.w + g.x,
    },
    "xi2": {
        OTHER_EXPONENT: lambda g, v: np.exp(v["xi1"]),
        MINUS_IN_FRONT: lambda g, v: -np.exp(v["xi1"]),
        SIGN: lambda g, v: -np.exp(-v["xi1"]),
    },
    "xi3": {
        ONE_LEFT_OUT: lambda g, v: v["xi2"],
        TERM_SIGN: lambda g, v: 1 - v["xi2"],
    },
    "xi4": {
        NOT_INVERTED: lambda g, v: v["xi3"],
        SIGN: lambda g, v: -1 / v["xi3"],
        P_IN_BOTH: lambda g, v: v["xi2"] / v["xi3"],
    },
    "xi5": {
        OTHER_BASE: lambda g, v: np.log10(v["xi4"]),
        CATALOGUE["another-log-base"].with_variant("base 2"): lambda g, v: np.log2(v["xi4"]),
        SIGN: lambda g, v: -np.log(v["xi4"]),
        LOG_LEFT_OUT: lambda g, v: v["xi4"],
    },
    "xi6": {
        TERM_SIGN: lambda g, v: 1 + v["xi4"],
        SIGN: lambda g, v: v["xi4"] - 1,
        ONE_LEFT_OUT: lambda g, v: -v["xi4"],
    },
    "xi7": {
        P_IN_BOTH: lambda g, v: np.log(v["xi4"]),
        OTHER_BASE: lambda g, v: np.log10(v["xi6"]),
        CATALOGUE["another-log-base"].with_variant("base 2"): lambda g, v: np.log2(v["xi6"]),
        SIGN: lambda g, v: -np.log(v["xi6"]),
        LOG_LEFT_OUT: lambda g, v: v["xi6"],
    },
    "xi8": {
        LABELS_SWAPPED: lambda g, v: g.y * v["xi7"],
        SIGN: lambda g, v: (g.y - 1) * v["xi7"],
        SHARE_LEFT_OUT: lambda g, v: v["xi7"],
        CROSSED: lambda g, v: (1 - g.y) * v["xi5"],
    },
    "xi9": {
        LABELS_SWAPPED: lambda g, v: (1 - g.y) * v["xi5"],
        SIGN: lambda g, v: -g.y * v["xi5"],
        SHARE_LEFT_OUT: lambda g, v: v["xi5"],
        CROSSED: lambda g, v: g.y * v["xi7"],
    },
    "L": {
        OUTER_MINUS: lambda g, v: v["xi8"] + v["xi9"],
        ONLY_B: lambda g, v: -v["xi8"],
        ONLY_A: lambda g, v: -v["xi9"],
        DIFFERENCE: lambda g, v: v["xi8"] - v["xi9"],
        CATALOGUE["branches-subtracted"].with_variant("the other way round"): (
            lambda g, v: v["xi9"] - v["xi8"]
        ),
    },
}
"""The value of each node, as each mistake would have it."""


class TestValues(Question):
    """node_values(x, y, w): xi1 … xi9 and L."""

    id = "04-logistic-graph/values"
    parts = dict.fromkeys(NODES, 1)
    cases = 5
    draw = staticmethod(Graph.draw)

    @staticmethod
    def call(answer: Answer, case: Graph) -> Mapping[str, Any]:
        return keyed(answer.call("node_values", case.x, case.y, case.w), *NODES)

    def test_nodes(self, case: Graph, got: Mapping[str, Any], judge: Judge) -> None:
        for node in NODES:
            self.judge_node(node, case, got, judge)

    def judge_node(self, node: str, case: Graph, got: Mapping[str, Any], judge: Judge) -> None:
        before = mine(case, got, case.values)
        judge(
            got,
            {node: case.values[node]},
            {node: case.at(node, before)},
            {
                mistake: lambda gives=gives: {node: gives(case, before)}
                for mistake, gives in MISTAKES[node].items()
            },
        )
