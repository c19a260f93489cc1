"""Forward mode: d·/dw of every node, from the weight to the loss."""

from collections.abc import Mapping
from typing import Any

from autograder.diagnosis.judge import Judge, keyed
from autograder.diagnosis.mistakes import CATALOGUE, Mistake
from autograder.question.answer import Answer
from autograder.question.definition import Question

from .graph import EDGES, NODES, Edge, Graph, mine
from .slips import (
    ALONE,
    DIFFERENCE,
    ONLY_A,
    ONLY_B,
    OTHER_TABLE,
    OUTER_MINUS,
    VALUE,
    passed,
)


def at_loss(before: Mapping[str, Any]) -> dict[Mistake, float]:
    """What slips where the branches meet make of their two tangents."""
    A, B = before["xi9"], before["xi8"]
    return {
        OUTER_MINUS: A + B,
        ONLY_A: -A,
        ONLY_B: -B,
        DIFFERENCE: B - A,
        CATALOGUE["branches-subtracted"].with_variant("the other way round"): A - B,
    }


def at_node(case: Graph, edge: Edge, before: Mapping[str, Any]) -> dict[Mistake, float]:
    """What slips at a node with one parent make of the parent's tangent."""
    slips = passed(case, edge, before.get(edge[1], 1.0))
    return slips if edge[1] == "w" else slips | {ALONE: float(case.partials[edge])}


class TestForwardMode(Question):
    """forward_mode(x, y, w): d·/dw of xi1 … xi9 and L."""

    id = "04-logistic-graph/forward_mode"
    parts = dict.fromkeys(NODES, 1)
    cases = 5
    draw = staticmethod(Graph.draw)

    @staticmethod
    def call(answer: Answer, case: Graph) -> Mapping[str, Any]:
        return keyed(answer.call("forward_mode", case.x, case.y, case.w), *NODES)

    def test_nodes(self, case: Graph, got: Mapping[str, Any], judge: Judge) -> None:
        for node in NODES:
            self.judge_node(node, case, got, judge)

    def judge_node(self, node: str, case: Graph, got: Mapping[str, Any], judge: Judge) -> None:
        before = mine(case, got, case.tangents)
        edges = [edge for edge in EDGES if edge[0] == node]
        own = sum(before.get(edge[1], 1.0) * case.partials[edge] for edge in edges)
        slips = at_loss(before) if node == "L" else at_node(case, edges[0], before)
        slips |= {OTHER_TABLE: float(case.adjoints[node]), VALUE: case.values[node]}
        judge(
            got,
            {node: case.tangents[node]},
            {node: own},
            {slip: lambda value=value: {node: value} for slip, value in slips.items()},
        )
