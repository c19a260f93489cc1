"""The forward pass through the graph, node by node."""

from typing import Any

import numpy as np

from autograder.checks.common import CATALOGUE, Judge, Table, about

from .cases import GRAPH, NODES, Graph, GraphQuestion, Numbers
from .mistakes import AT_LOSS

SIGN = CATALOGUE["sign"].asking("Work the node out for one small number. Which sign must it have?")

MISTAKES: dict[str, Table] = {
    "xi1": {
        CATALOGUE["minus-in-first-node"]: lambda v: -v["w"] * v["x"],
        CATALOGUE["product-not-formed"]: lambda v: v["w"] + v["x"],
    },
    "xi2": {
        CATALOGUE["exponent-minus-missing"]: lambda v: np.exp(v["xi1"]),
        CATALOGUE["minus-before-power"]: lambda v: -np.exp(v["xi1"]),
        SIGN: lambda v: -np.exp(-v["xi1"]),
    },
    "xi3": {
        CATALOGUE["summand-missing"]: lambda v: v["xi2"],
        CATALOGUE["sign-in-sum"]: lambda v: 1 - v["xi2"],
    },
    "xi4": {
        CATALOGUE["reciprocal-missing"]: lambda v: v["xi3"],
        SIGN: lambda v: -1 / v["xi3"],
        CATALOGUE["probability-not-complement"]: lambda v: v["xi2"] / v["xi3"],
    },
    "xi5": {
        CATALOGUE["another-log-base"]: lambda v: np.log10(v["xi4"]),
        CATALOGUE["another-log-base"].with_variant("base 2"): lambda v: np.log2(v["xi4"]),
        SIGN: lambda v: -np.log(v["xi4"]),
        CATALOGUE["logarithm-missing"]: lambda v: v["xi4"],
    },
    "xi6": {
        CATALOGUE["sign-in-sum"]: lambda v: 1 + v["xi4"],
        SIGN: lambda v: v["xi4"] - 1,
        CATALOGUE["summand-missing"]: lambda v: -v["xi4"],
    },
    "xi7": {
        CATALOGUE["probability-not-complement"]: lambda v: np.log(v["xi4"]),
        CATALOGUE["another-log-base"]: lambda v: np.log10(v["xi6"]),
        CATALOGUE["another-log-base"].with_variant("base 2"): lambda v: np.log2(v["xi6"]),
        SIGN: lambda v: -np.log(v["xi6"]),
        CATALOGUE["logarithm-missing"]: lambda v: v["xi6"],
    },
    "xi8": {
        CATALOGUE["labels-exchanged"]: lambda v: v["y"] * v["xi7"],
        SIGN: lambda v: (v["y"] - 1) * v["xi7"],
        CATALOGUE["label-factor-missing"]: lambda v: v["xi7"],
        CATALOGUE["logarithms-exchanged"]: lambda v: (1 - v["y"]) * v["xi5"],
    },
    "xi9": {
        CATALOGUE["labels-exchanged"]: lambda v: (1 - v["y"]) * v["xi5"],
        SIGN: lambda v: -v["y"] * v["xi5"],
        CATALOGUE["label-factor-missing"]: lambda v: v["xi5"],
        CATALOGUE["logarithms-exchanged"]: lambda v: v["y"] * v["xi7"],
    },
    "L": AT_LOSS,
}
"""The value of each node, made of those before it, as each mistake would have it."""


class TestValues(GraphQuestion):
    """node_values(x, y, w): xi1 … xi9 and L."""

    id = "04-logistic-graph/values"
    parts = dict.fromkeys(NODES, 1)
    function = "node_values"
    branches = ("xi8", "xi9")

    @classmethod
    def solve(cls, x: Any, y: Any, w: Any) -> dict[str, Any]:
        values = cls.read(x, y, w).values
        return {node: values[node] for node in NODES}

    @staticmethod
    def right(case: Graph) -> Numbers:
        return case.values

    def judge_part(
        self, part: str, case: Graph, follows: Graph, before: Numbers, got: Numbers, judge: Judge
    ) -> None:
        _, operation = GRAPH[part]
        own = {part: operation(before)}
        mistakes = about(MISTAKES[part], before)
        mistakes |= self.lose_fractions(part, case)
        judge(got, {part: case.values[part]}, own, mistakes)
