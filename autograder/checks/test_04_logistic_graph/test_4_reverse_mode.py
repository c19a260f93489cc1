"""Reverse mode: ∂L/∂ every node and the weight, from the loss to the weight."""

from collections.abc import Sequence
from typing import Any

from autograder.checks.common import CATALOGUE, Judge, Table, about

from .cases import EDGES, NODES, Graph, GraphQuestion, Numbers
from .mistakes import mistakes_along

BRANCH_MISSING: Table = {
    CATALOGUE["only-branch-of-probability"]: lambda brought: brought["xi5"],
    CATALOGUE["only-branch-of-complement"]: lambda brought: brought["xi6"],
}
"""The adjoint of xi4, made of what each child brings."""


def other_numbers(node: str, children: Sequence[str]) -> Table:
    """Return the mistakes that hand out another number in place of an adjoint."""
    table: Table = {}
    if children != ["L"]:
        table[CATALOGUE["local-partial-alone"]] = lambda g: sum(
            g.partials[child, node] for child in children
        )
    if node != "w":
        table[CATALOGUE["tables-mixed"]] = lambda g: g.tangents[node]
        table[CATALOGUE["value-of-node"]] = lambda g: g.values[node]
    return table


class TestReverseMode(GraphQuestion):
    """reverse_mode(x, y, w): ∂L/∂ of xi9 … xi1 and w."""

    id = "04-logistic-graph/reverse_mode"
    parts = dict.fromkeys((*reversed(NODES[:-1]), "w"), 1)
    function = "reverse_mode"
    branches = ("xi7", "xi5")

    @classmethod
    def solve(cls, x: Any, y: Any, w: Any) -> dict[str, Any]:
        graph = cls.read(x, y, w)
        return {node: graph.slope("L", node) for node in cls.parts}

    @staticmethod
    def right(case: Graph) -> Numbers:
        return case.adjoints

    def judge_part(
        self, part: str, case: Graph, follows: Graph, before: Numbers, got: Numbers, judge: Judge
    ) -> None:
        children = [child for child, parent in EDGES if parent == part]
        brought = {child: before[child] * follows.partials[child, part] for child in children}
        own = sum(brought.values())
        mistakes = about(other_numbers(part, children), case)
        mistakes |= self.lose_fractions(part, case)
        for child in brought:
            rest = own - brought[child]
            mistakes |= mistakes_along((child, part), follows, before[child], rest)
        if part == "xi4":
            # A 1 that is differentiated to 0 leaves the other branch alone, too.
            del mistakes[CATALOGUE["derivative-of-constant"]]
            mistakes |= about(BRANCH_MISSING, brought)
        judge(got, {part: case.adjoints[part]}, {part: own}, mistakes)
