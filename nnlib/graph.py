"""A graph of numbers, and how derivatives flow through it; the operations are in `scalar`.

Each node holds edges (parent, local partial derivative). Lecture 04 reads the graph both ways:
reverse, from the newest node to the oldest, the adjoint ū = d output / d u, where the paths meet:
    ū = Σ over children v of  v̄ · ∂v/∂u
forward, from the oldest to the newest, the tangent v̇ = d v / d input:
    v̇ = Σ over parents u of  ∂v/∂u · u̇
"""

from dataclasses import dataclass
from itertools import count
from typing import Any, TypeVar

_births = count()
_Node = TypeVar("_Node", bound="Node")


class Node:
    """One number in a graph.

    value: the number; name: what `table` calls it, None for an automatic name; adjoint: d output /
    d node, once `output.backward()` was called; edges: the pairs (parent, local partial);
    operation, operands: what made it, a text with a gap for each operand.
    """

    __slots__ = ("adjoint", "birth", "edges", "name", "operands", "operation", "value")

    def __init__(
        self,
        operation: str,
        value: float,
        operands: tuple[Any, ...],
        edges: tuple[tuple["Node", float], ...],
    ) -> None:
        """Take the parts as they are."""
        self.operation, self.value, self.operands, self.edges = operation, value, operands, edges
        self.adjoint = 0.0
        self.birth = next(_births)
        self.name: str | None = None

    def named(self: _Node, name: str) -> _Node:
        """Give the node a name, one that a Python variable could have, and return the node."""
        if not isinstance(name, str):
            raise TypeError(f"name must be a text, but was of type {type(name).__name__}")
        if not name.isidentifier():
            raise ValueError(f"name must be made of letters, digits and _, but was {name!r}")
        self.name = name
        return self

    def backward(self) -> None:
        """Fill `.adjoint` of every node that this one depends on with d this / d node. Lecture 04.

        The adjoints are set to zero first, so a second call gives the same.
        """
        nodes = _history(self)
        for node in nodes:
            node.adjoint = 0.0
        self.adjoint = 1.0
        for node in reversed(nodes):
            for parent, partial in node.edges:
                parent.adjoint += node.adjoint * partial

    def __repr__(self) -> str:
        """Return the number, and the name if there is one."""
        name = "" if self.name is None else f", {self.name!r}"
        return f"{type(self).__name__}({self.value!r}{name})"


def _history(output: Node) -> list[Node]:
    # The output and all it depends on, oldest first. No recursion: a graph may be any depth.
    found, waiting = {output}, [output]
    while waiting:
        for parent, _ in waiting.pop().edges:
            if parent not in found:
                found.add(parent)
                waiting.append(parent)
    return sorted(found, key=lambda node: node.birth)


@dataclass(frozen=True)
class Row:
    """One node in the table of a graph.

    expression: the operation as Python with its parents' names, as in `exp(xi1)`; value: its
    result; partials: {parent's name: local partial derivative}; tangent: d node / d wrt, or None;
    adjoint: d output / d node.
    """

    name: str
    expression: str
    value: float
    partials: dict[str, float]
    tangent: float | None
    adjoint: float


def table(node: Node, wrt: Node | None = None) -> list[Row]:
    """Return the graph behind `node` as rows in order of creation, after a backward pass.

    Nodes without a name are called v1, v2, …, leaving out names that are taken. With `wrt`, one of
    the nodes, each row has its tangent too. Lecture 04.
    Raises TypeError for what is not a Var, ValueError if two nodes share a name or `node` does not
    depend on `wrt`.
    """
    for argument, given in (("node", node), ("wrt", node if wrt is None else wrt)):
        if not isinstance(given, Node):
            raise TypeError(f"{argument} must be a Var, but was of type {type(given).__name__}")
    nodes = _history(node)
    if wrt is not None and wrt not in nodes:
        raise ValueError(f"wrt must be a node that the output depends on, but was {wrt}")
    node.backward()
    names = _names(nodes)
    tangents: dict[Node, float] = {}
    rows: list[Row] = []
    for this in nodes:
        partials: dict[str, float] = {}
        for parent, partial in this.edges:
            partials[names[parent]] = partials.get(names[parent], 0.0) + partial
        tangents[this] = sum((p * tangents[u] for u, p in this.edges), float(this is wrt))
        tangent = None if wrt is None else tangents[this]
        expression = this.operation.format(*(_text(u, names) for u in this.operands))
        rows.append(Row(names[this], expression, this.value, partials, tangent, this.adjoint))
    return rows


def _names(nodes: list[Node]) -> dict[Node, str]:
    given = [node.name for node in nodes if node.name is not None]
    twice = {name for name in given if given.count(name) > 1}
    if twice:
        raise ValueError(f"name must belong to one node, but several are called {min(twice)}")
    automatic = (name for name in map("v{}".format, count(1)) if name not in given)
    return {node: node.name or next(automatic) for node in nodes}


def _text(operand: Any, names: dict[Node, str]) -> str:
    if isinstance(operand, Node):
        return names[operand]
    constant = operand if isinstance(operand, int) else float(operand)
    return f"({constant})" if constant < 0 else f"{constant}"
