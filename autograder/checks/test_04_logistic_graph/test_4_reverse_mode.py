"""Reverse mode: ∂L/∂ every node and the weight, from the loss to the weight."""

from collections.abc import Mapping
from typing import Any

from autograder.diagnosis.judge import Judge, keyed
from autograder.diagnosis.mistakes import Mistake
from autograder.question.answer import Answer
from autograder.question.definition import Question

from .graph import EDGES, NODES, Graph, mine
from .slips import ALONE, CONSTANT, ONLY_A, ONLY_B, OTHER_TABLE, VALUE, passed

ASKED = (*reversed(NODES[:-1]), "w")


def at_node(case: Graph, node: str, after: Mapping[str, Any]) -> dict[Mistake, float]:
    """What slips on the edges to a node's children make of the children's adjoints."""
    edges = [edge for edge in EDGES if edge[1] == node]
    brought = {edge: after[edge[0]] * float(case.partials[edge]) for edge in edges}
    slips: dict[Mistake, float] = {}
    for edge in edges:
        slips |= passed(case, edge, after[edge[0]], sum(brought.values()) - brought[edge])
    if node == "xi4":
        del slips[CONSTANT]  # which leaves the other branch alone, too
        slips |= {ONLY_A: brought["xi5", "xi4"], ONLY_B: brought["xi6", "xi4"]}
    if edges[0][0] != "L":
        slips[ALONE] = float(sum(case.partials[edge] for edge in edges))
    return slips


class TestReverseMode(Question):
    """reverse_mode(x, y, w): ∂L/∂ of xi9 … xi1 and w."""

    id = "04-logistic-graph/reverse_mode"
    parts = dict.fromkeys(ASKED, 1)
    cases = 5
    draw = staticmethod(Graph.draw)

    @staticmethod
    def call(answer: Answer, case: Graph) -> Mapping[str, Any]:
        return keyed(answer.call("reverse_mode", case.x, case.y, case.w), *ASKED)

    def test_nodes(self, case: Graph, got: Mapping[str, Any], judge: Judge) -> None:
        for node in ASKED:
            self.judge_node(node, case, got, judge)

    def judge_node(self, node: str, case: Graph, got: Mapping[str, Any], judge: Judge) -> None:
        # What is behind the first step, ∂L/∂L, is 1 whatever somebody returns for it.
        after = mine(case, got, case.adjoints) | {"L": 1.0}
        own = sum(after[edge[0]] * case.partials[edge] for edge in EDGES if edge[1] == node)
        slips = at_node(case, node, after)
        if node != "w":
            slips |= {OTHER_TABLE: float(case.tangents[node]), VALUE: case.values[node]}
        judge(
            got,
            {node: case.adjoints[node]},
            {node: own},
            {slip: lambda value=value: {node: value} for slip, value in slips.items()},
        )
