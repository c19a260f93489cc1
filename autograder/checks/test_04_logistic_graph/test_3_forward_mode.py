"""Forward mode: d·/dw of every node, from the weight to the loss."""

from typing import Any

from autograder.checks.common import CATALOGUE, Judge, Table, about

from .cases import GRAPH, NODES, Graph, GraphQuestion, Numbers
from .mistakes import AT_LOSS, mistakes_along


def other_numbers(node: str, parent: str) -> Table:
    """Return the mistakes that hand out another number in place of a tangent."""
    table: Table = {
        CATALOGUE["tables-mixed"]: lambda g: g.adjoints[node],
        CATALOGUE["value-of-node"]: lambda g: g.values[node],
    }
    if parent != "w" and node != "L":
        table[CATALOGUE["local-partial-alone"]] = lambda g: g.partials[node, parent]
    return table


class TestForwardMode(GraphQuestion):
    """forward_mode(x, y, w): d·/dw of xi1 … xi9 and L."""

    id = "04-logistic-graph/forward_mode"
    parts = dict.fromkeys(NODES, 1)
    function = "forward_mode"
    branches = ("xi8", "xi9")

    @classmethod
    def solve(cls, x: Any, y: Any, w: Any) -> dict[str, Any]:
        graph = cls.read(x, y, w)
        return {node: graph.slope(node, "w") for node in cls.parts}

    @staticmethod
    def right(case: Graph) -> Numbers:
        return case.tangents

    def judge_part(
        self, part: str, case: Graph, follows: Graph, before: Numbers, got: Numbers, judge: Judge
    ) -> None:
        parents, _ = GRAPH[part]
        if part == "L":
            mistakes = about(AT_LOSS, before)
        else:
            mistakes = mistakes_along((part, parents[0]), follows, before[parents[0]])
        mistakes |= about(other_numbers(part, parents[0]), case)
        mistakes |= self.lose_fractions(part, case)
        own = {part: sum(before[p] * follows.partials[part, p] for p in parents)}
        judge(got, {part: case.tangents[part]}, own, mistakes)
