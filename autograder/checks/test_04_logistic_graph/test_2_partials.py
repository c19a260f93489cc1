"""The local partials, one for every edge of the graph."""

from collections.abc import Callable
from typing import Any

from autograder.checks.common import (
    CATALOGUE,
    Judge,
    Table,
    about,
    agrees,
    pick_keys,
    select_usable,
)

from .cases import EDGES, Edge, Graph, GraphQuestion, Numbers
from .mistakes import PARTIALS

PARTS = {f"∂{child}/∂{parent}": (child, parent) for child, parent in EDGES}
"""The edges by the names of the parts, which a student reads."""

FROM_EARLIER: dict[str, tuple[str, Callable[[Any, Graph], Any]]] = {
    # Whoever has the minus in xi1 has none in the exponent.
    "∂xi2/∂xi1": ("∂xi1/∂w", lambda d, g: g.values["xi2"] if agrees(d, -g.x) else None),
    "∂xi4/∂xi3": ("∂xi2/∂xi1", lambda d, g: -((1 - d) ** -2.0)),
    "∂xi5/∂xi4": ("∂xi4/∂xi3", lambda d, g: (-d) ** -0.5),
    "∂xi7/∂xi6": ("∂xi5/∂xi4", lambda d, g: 1 / (1 - 1 / d)),
}
"""Partials at the value that a student's earlier one shows: which one, and what it leads to."""


def own_partial(part: str, case: Graph, got: Numbers) -> Any:
    """Return the partial that fits a student's earlier one; None if none is shown."""
    if part not in FROM_EARLIER:
        return None
    earlier, follow = FROM_EARLIER[part]
    shown = select_usable(got.get(earlier), ())
    return None if shown is None else follow(shown, case)


def other_tables(child: str, parent: str) -> Table:
    """Return the mistakes that take a partial from another table."""
    table: Table = {
        CATALOGUE["tables-mixed"]: lambda g: g.tangents[child],
        CATALOGUE["tables-mixed"].with_variant("adjoints"): lambda g: g.adjoints[parent],
    }
    if child != "xi2":  # its value is what a lost minus leaves
        table[CATALOGUE["value-of-node"]] = lambda g: g.values[child]
    return table


class TestPartials(GraphQuestion):
    """local_partials(x, y, w): ∂child/∂parent of all edges."""

    id = "04-logistic-graph/partials"
    parts = dict.fromkeys(PARTS, 1)
    function = "local_partials"
    branches = ("∂xi8/∂xi7", "∂xi9/∂xi5")

    @classmethod
    def name_parts(cls, result: Any) -> dict[str, Any]:
        got = pick_keys(result, *EDGES)
        return {part: got[edge] for part, edge in PARTS.items() if edge in got}

    @classmethod
    def solve(cls, x: Any, y: Any, w: Any) -> dict[Edge, Any]:
        graph = cls.read(x, y, w)
        return {edge: graph.slope(*edge) for edge in EDGES}

    @staticmethod
    def right(case: Graph) -> Numbers:
        return {part: case.partials[edge] for part, edge in PARTS.items()}

    def judge_part(
        self, part: str, case: Graph, follows: Graph, before: Numbers, got: Numbers, judge: Judge
    ) -> None:
        edge: Edge = PARTS[part]
        shown = own_partial(part, follows, got)
        own = {part: follows.partials[edge] if shown is None else shown}
        mistakes = about(PARTIALS[edge], case.values) | about(other_tables(*edge), case)
        mistakes |= self.lose_fractions(part, case)
        judge(got, {part: case.partials[edge]}, own, mistakes)
