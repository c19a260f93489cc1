"""The local partials, one for every edge of the graph."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from autograder.diagnosis.carried_forward import usable
from autograder.diagnosis.judge import Judge, agrees, keyed
from autograder.diagnosis.mistakes import CATALOGUE, about
from autograder.question.answer import Answer
from autograder.question.definition import Question

from .graph import EDGES, Edge, Graph
from .slips import OTHER_TABLE, SLIPS, VALUE

PARTS = {edge: f"∂{edge[0]}/∂{edge[1]}" for edge in EDGES}
"""What a student reads: the names of the parts."""

ADJOINT = CATALOGUE["tables-mixed"].with_variant("adjoints")


def on_own(case: Graph, edge: Edge, got: Mapping[str, Any]) -> float | None:
    """The partial of an edge, at the values that a student's earlier partials show."""
    shown: dict[Edge, Edge] = {
        ("xi2", "xi1"): ("xi1", "w"),
        ("xi4", "xi3"): ("xi2", "xi1"),
        ("xi5", "xi4"): ("xi4", "xi3"),
        ("xi7", "xi6"): ("xi5", "xi4"),
    }
    if edge not in shown:
        return None
    earlier = usable(got.get(PARTS[shown[edge]]), ())
    if earlier is None:
        return None
    with np.errstate(all="ignore"):
        match edge[0]:
            case "xi2":
                # Whoever has the minus in xi1 has none in the exponent.
                return case.values["xi2"] if agrees(earlier, -case.x) else None
            case "xi4":
                return float(-((1 - earlier) ** -2.0))
            case "xi5":
                return float((-earlier) ** -0.5)
            case _:
                return float(1 / (1 - 1 / earlier))


class TestPartials(Question):
    """local_partials(x, y, w): ∂child/∂parent of all edges."""

    id = "04-logistic-graph/partials"
    parts = dict.fromkeys(PARTS.values(), 1)
    cases = 5
    draw = staticmethod(Graph.draw)

    @staticmethod
    def call(answer: Answer, case: Graph) -> Mapping[str, Any]:
        got = keyed(answer.call("local_partials", case.x, case.y, case.w), *EDGES)
        return {PARTS[edge]: value for edge, value in got.items()}

    def test_edges(self, case: Graph, got: Mapping[str, Any], judge: Judge) -> None:
        for edge in EDGES:
            self.judge_edge(edge, case, got, judge)

    def judge_edge(self, edge: Edge, case: Graph, got: Mapping[str, Any], judge: Judge) -> None:
        (child, parent), part = edge, PARTS[edge]
        own = on_own(case, edge, got)
        slips = dict(SLIPS[edge])
        slips[OTHER_TABLE] = lambda g: g.tangents[child]
        slips[ADJOINT] = lambda g: g.adjoints[parent]
        if child != "xi2":  # its value is what a lost minus leaves
            slips[VALUE] = lambda g: g.values[child]
        judge(
            got,
            {part: case.partials[edge]},
            None if own is None else {part: own},
            about(slips, case, then=lambda value: {part: value}),
        )
