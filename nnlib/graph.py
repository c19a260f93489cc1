"""A graph of numbers, and how derivatives flow through it; the operations are in `scalar`.

Each node knows its parents, two at most, and its local partial derivative by each. Lecture 04 reads
the graph both ways:
reverse, from the newest node to the oldest, the adjoint ū = d output / d u, where the paths meet:
    ū = Σ over children v of  v̄ · ∂v/∂u
forward, from the oldest to the newest, the tangent v̇ = d v / d input:
    v̇ = Σ over parents u of  ∂v/∂u · u̇
Nothing here recurses, so a graph may be any depth.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count
from keyword import kwlist
from typing import Any, TypeVar
from unicodedata import normalize

from nnlib.operations import Operation

_Node = TypeVar("_Node", bound="Node")
_MATH = ("exp", "log", "sqrt", "tanh")


class Node:
    """One number in a graph.

    value: the number; name: what `table` calls it, None for an automatic name; adjoint: d output /
    d node, once `output.backward()` was called; u, v: the parents, None where there is none; by_u,
    by_v: the local partials by them; constant: the number beside a single parent, or None;
    operation: what was done to these, None for a leaf; birth: 0, −1, −2, … in order of creation.
    """

    __slots__ = (
        "adjoint", "birth", "by_u", "by_v", "constant", "name", "operation", "u", "v", "value"
    )  # fmt: skip

    value: float
    name: str | None
    adjoint: float
    u: "Node | None"
    v: "Node | None"
    by_u: float
    by_v: float
    constant: float | None
    operation: Operation | None
    birth: int

    @property
    def edges(self: _Node) -> tuple[tuple[_Node, float], ...]:
        """The pairs (parent, local partial)."""
        pairs: Any = ((self.u, self.by_u), (self.v, self.by_v))
        return tuple(pair for pair in pairs if pair[0] is not None)

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

        Each call starts anew, so a second one gives the same.
        """
        # The newest node comes first, so that all its children have been. Mostly that is the parent
        # u just reached; if not, a heap of births tells which of those that wait.
        node: Node = self
        node.adjoint = 1.0
        waiting: dict[int, Node] = {}
        births: list[int] = []
        while True:
            u, v = node.u, node.v
            if v is not None:
                _reach(v, node.adjoint * node.by_v, waiting, births)
            if u is not None:
                if not births or u.birth < births[0]:
                    u.adjoint = node.adjoint * node.by_u
                    node = u
                    continue
                _reach(u, node.adjoint * node.by_u, waiting, births)
            if not births:
                return
            node = waiting[heappop(births)]

    def __repr__(self) -> str:
        """Return the number, and the name if there is one."""
        name = "" if self.name is None else f", {self.name!r}"
        return f"{type(self).__name__}({self.value!r}{name})"


def _reach(node: Node, flow: float, waiting: dict[int, Node], births: list[int]) -> None:
    birth = node.birth
    if birth in waiting:
        node.adjoint += flow
    else:
        node.adjoint = flow
        waiting[birth] = node
        heappush(births, birth)


def _var(name: str, given: _Node) -> _Node:
    if not isinstance(given, Node):
        raise TypeError(f"{name} must be a Var, but was of type {type(given).__name__}")
    return given


def _history(output: _Node) -> list[_Node]:
    # The output and all it depends on, oldest first.
    found, nodes = {output}, [output]
    for node in nodes:
        for parent, _ in node.edges:
            if parent not in found:
                found.add(parent)
                nodes.append(parent)
    return sorted(nodes, key=lambda node: node.birth, reverse=True)


def leaves(node: _Node) -> list[_Node]:
    """Return the leaves that `node` depends on, the Vars without parents, in order of creation.

    Raises TypeError for what is not a Var. Lecture 04.
    """
    return [each for each in _history(_var("node", node)) if each.operation is None]


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
    nodes = _history(_var("node", node))
    if wrt is not None and _var("wrt", wrt) not in nodes:
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
        done = this.operation
        expression = repr(this.value) if done is None else _filled(done.text, this, names)
        rows.append(Row(names[this], expression, this.value, partials, tangent, this.adjoint))
    return rows


def _names(nodes: list[Node]) -> dict[Node, str]:
    given = Counter(node.name for node in nodes if node.name is not None)
    twice = {name for name, times in given.items() if times > 1}
    if twice:
        raise ValueError(f"name must belong to one node, but several are called {min(twice)}")
    automatic = (name for name in map("v{}".format, count(1)) if name not in given)
    return {node: node.name or next(automatic) for node in nodes}


def _filled(text: str, node: Node, names: dict[Any, str]) -> str:
    # A text of `operations` with what is u, v, c and y for this node.
    c = node.constant
    constant = f"({c})" if c is not None and c < 0 else f"{c}"
    return text.format(u=names.get(node.u), v=names.get(node.v), c=constant, y=names[node])


def to_source(node: Node) -> str:
    """Return the graph behind `node` as a Python program: the forward sweep, then the reverse one.

    The program defines `value_and_gradient`: its parameters are the leaves in order of creation, it
    returns the value of `node` and a tuple of the leaves' adjoints. Constants stay what they were.
    Whatever the leaves are, the numbers are bit for bit those of a graph built from them by the
    same operations, and of `backward`; but the program checks nothing. Its names are those of
    `table`, with _ behind what Python needs for itself, and w_bar for the adjoint of w. Lecture 04.
    Raises TypeError for what is not a Var, ValueError if two nodes share a name.
    """
    nodes = _history(_var("node", node))
    inputs = leaves(node)
    names, bars = _python_names(nodes)
    forward = [
        f"{names[this]} = {_filled(this.operation.plain or this.operation.text, this, names)}"
        for this in nodes
        if this.operation is not None
    ]
    reverse: list[str] = []
    # What flows back into each node, from the newest child first as in `backward`.
    flows: dict[Node, list[str]] = {this: [] for this in nodes}
    flows[node] = ["1.0"]
    for this in reversed(nodes):
        reverse += _sum(bars[this], flows.pop(this))
        if this.operation is not None:
            for parent, partial in ((this.v, this.operation.by_v), (this.u, this.operation.by_u)):
                if parent is not None:
                    flows[parent].append(_flow(bars[this], _filled(partial, this, names)))
    used = [name for name in _MATH if any(f"{name}(" in line for line in forward + reverse)]
    adjoints = ", ".join(bars[leaf] for leaf in inputs) + "," * (len(inputs) == 1)
    lines = [
        f"def value_and_gradient({', '.join(names[leaf] for leaf in inputs)}):",
        *(f"    {line}" for line in ("# forward", *forward, "# reverse", *reverse)),
        f"    return {names[node]}, ({adjoints})",
    ]
    if used:
        lines = [f"from math import {', '.join(used)}", "", "", *lines]
    return "\n".join(lines) + "\n"


def _python_names(nodes: list[Node]) -> tuple[dict[Node, str], dict[Node, str]]:
    # Names for the nodes and for their adjoints, each a name of its own to Python.
    taken = {*kwlist, "__debug__", "max", *_MATH}

    def free(wish: str) -> str:
        name = normalize("NFKC", wish)  # as Python itself reads a name
        while name in taken:
            name += "_"
        taken.add(name)
        return name

    shown = _names(nodes)
    names = {node: free(name) for node, name in shown.items()}
    return names, {node: free(f"{name}_bar") for node, name in shown.items()}


def _flow(bar: str, partial: str) -> str:
    # Times 1 or −1 needs no product.
    if partial in ("1.0", "-1.0"):
        return partial[:-3] + bar
    return f"{bar} * ({partial})" if " " in partial else f"{bar} * {partial}"


def _sum(total: str, terms: list[str]) -> Iterator[str]:
    # Long sums go on in a next line: for the reader, and for Python, which parses by recursion.
    line = f"{total} = {terms[0]}"
    for term in terms[1:]:
        more = f" - {term[1:]}" if term.startswith("-") else f" + {term}"
        if len(line) + len(more) > 96:
            yield line
            line = f"{total} = {total}"
        line += more
    yield line
