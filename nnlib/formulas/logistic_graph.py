"""The graph of lecture 04: local partials, tangents and adjoints, node by node."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from sympy import Integer, Rational, exp, log

from nnlib import scalar
from nnlib.formulas.formula import (
    Formula,
    Forward,
    f,
    fprime,
    g,
    gprime,
    letters,
    matrix,
    reverse_mode,
    times,
    total,
)
from nnlib.graph import Row, leaves, table
from nnlib.scalar import Dual, logistic_graph

x, y, w, p, J, J_A, J_B = letters("x y w p J J__A J__B")
xi_1, xi_2, xi_3, xi_4, xi_5, xi_6, xi_7, xi_8, xi_9 = letters("xi_1:10")
GRAPH = Forward(
    "logistic graph",
    {
        xi_1: w * x,
        xi_2: exp(-xi_1),
        xi_3: 1 + xi_2,
        xi_4: 1 / xi_3,
        p: xi_4,
        xi_5: log(xi_4),
        xi_6: 1 - xi_4,
        xi_7: log(xi_6),
        xi_8: (1 - y) * xi_7,
        xi_9: y * xi_5,
        J: -(xi_8 + xi_9),
        J_A: -xi_9,
        J_B: -xi_8,
    },
)

k, u, xi = letters("k u xi")
us, xis, P, Q = matrix("u", k, 1), matrix("xi", k, 1), matrix("P", k, 1), matrix("Q", 1, k)
PARENTS = Forward("parents", {us: (P * w).applyfunc(g), xi: f(total(Q * us))})
CHILDREN = Forward("children", {xis: (P * u).applyfunc(g), J: f(total(Q * xis))})


def _between(u: Any, P: Any, Q: Any) -> Any:
    # One number in, several side by side, one number out.
    return scalar.sigmoid(sum(scalar.tanh(u * p) * q for p, q in zip(P, Q, strict=True)))


def _row(node: Any, pick: Callable[[Row], Any]) -> Callable[..., Any]:
    # The row of a node in the table of the graph; its name there has no underscore.
    def computed(x: float, y: float, w: float) -> float:
        output = logistic_graph(x, y, w)
        (weight,) = leaves(output)
        rows = {row.name: row for row in table(output, wrt=weight)}
        return pick(rows[node.name.replace("_", "")])

    return computed


def _partial(child: Any, parent: Any, latex: str, right: Any) -> Formula:
    name, of = (node.name.replace("_", "") for node in (parent, child))
    return Formula(
        "04", f"logistic_graph_{of}_by_{name}",
        rf"\frac{{\partial {_tex(child)}}}{{\partial {_tex(parent)}}} = {latex}",
        GRAPH, child, parent, right,
        _row(child, lambda row: row.partials[name]),
    )  # fmt: skip


def _tangent(node: Any, latex: str, right: Any) -> Formula:
    return Formula(
        "04", f"logistic_graph_tangent_{node.name.replace('_', '')}",
        rf"\frac{{d{_tex(node)}}}{{dw}} = {latex}",
        GRAPH, node, w, right,
        _row(node, lambda row: row.tangent),
    )  # fmt: skip


def _adjoint(node: Any, latex: str, right: Any) -> Formula:
    return Formula(
        "04", f"logistic_graph_adjoint_{node.name.replace('_', '')}",
        rf"\frac{{\partial J}}{{\partial {_tex(node)}}} = {latex}",
        GRAPH, J, node, right,
        _row(node, lambda row: row.adjoint),
    )  # fmt: skip


def _tex(node: Any) -> str:
    return node.name.replace("xi", r"\xi")


PARTIALS = (
    _partial(xi_1, w, "x", x),
    _partial(xi_2, xi_1, r"-e^{-\xi_1}", -exp(-xi_1)),
    _partial(xi_3, xi_2, "1", Integer(1)),
    _partial(xi_4, xi_3, r"-1/\xi_3^2", -1 / xi_3**2),
    _partial(xi_5, xi_4, r"1/\xi_4", 1 / xi_4),
    _partial(xi_6, xi_4, "-1", Integer(-1)),
    _partial(xi_7, xi_6, r"1/\xi_6", 1 / xi_6),
    _partial(xi_8, xi_7, "1 - y", 1 - y),
    _partial(xi_9, xi_5, "y", y),
    _partial(J, xi_8, r"\frac{\partial J}{\partial\xi_9} = -1", Integer(-1)),
    _partial(J, xi_9, r"\frac{\partial J}{\partial\xi_8} = -1", Integer(-1)),
)
"""The derivative of each node by a node right before it, all else held."""

TANGENTS = (
    _tangent(xi_1, "x", x),
    _tangent(xi_2, r"-e^{-\xi_1}\,x", -exp(-xi_1) * x),
    _tangent(xi_3, r"\frac{d\xi_2}{dw} = -e^{-\xi_1}\,x", -exp(-xi_1) * x),
    _tangent(xi_4, r"p(1 - p)\,x", p * (1 - p) * x),
    _tangent(xi_5, r"(1 - p)\,x", (1 - p) * x),
    _tangent(xi_6, r"-p(1 - p)\,x", -p * (1 - p) * x),
    _tangent(xi_7, r"-p\,x", -p * x),
    _tangent(xi_8, r"-(1 - y)\,p\,x", -(1 - y) * p * x),
    _tangent(xi_9, r"y\,(1 - p)\,x", y * (1 - p) * x),
    _tangent(J, r"(p - y)\,x", (p - y) * x),
)
"""The derivative of each node by w: what forward mode carries."""

ADJOINTS = (
    _adjoint(xi_7, "-(1 - y)", -(1 - y)),
    _adjoint(xi_6, r"-\frac{1 - y}{\xi_6}", -(1 - y) / xi_6),
    _adjoint(xi_5, "-y", -y),
    _adjoint(xi_4, r"-\frac{y}{\xi_4} + \frac{1 - y}{\xi_6}", -y / xi_4 + (1 - y) / xi_6),
    _adjoint(
        xi_3,
        r"-\frac{1}{\xi_3^2}\,\frac{\partial J}{\partial\xi_4}",
        (y / xi_4 - (1 - y) / xi_6) / xi_3**2,
    ),
    _adjoint(xi_2, r"\frac{\partial J}{\partial\xi_3}", (y / xi_4 - (1 - y) / xi_6) / xi_3**2),
    _adjoint(xi_1, r"-e^{-\xi_1}\,\frac{\partial J}{\partial\xi_2} = p - y", p - y),
    _adjoint(w, r"x\,\frac{\partial J}{\partial\xi_1} = (p - y)\,x", (p - y) * x),
)
"""The derivative of J by each node: what reverse mode carries."""

MODES = (
    Formula(
        "04", "forward_mode_start",
        r"\frac{dw}{dw} = 1",
        GRAPH, w, w, Integer(1),
        lambda w: Dual(w, 1.0).tangent,
    ),
    Formula(
        "04", "forward_mode",
        r"\frac{d\xi}{dw} = \sum_{\text{parents } u}"
        r" \frac{\partial \xi}{\partial u}\, \frac{du}{dw}",
        PARENTS, xi, w, fprime(total(Q * us)) * total(Q * times(P, (P * w).applyfunc(gprime))),
        lambda w, P, Q: _between(Dual(w, 1.0), P, Q).tangent,
    ),
    Formula(
        "04", "reverse_mode_start",
        r"\frac{\partial J}{\partial J} = 1",
        GRAPH, J, J, Integer(1),
        _row(J, lambda row: row.adjoint),
    ),
    Formula(
        "04", "reverse_mode",
        r"\frac{\partial J}{\partial u} = \sum_{\text{children } \xi}"
        r" \frac{\partial J}{\partial \xi}\, \frac{\partial \xi}{\partial u}",
        CHILDREN, J, u, fprime(total(Q * xis)) * total(Q * times(P, (P * u).applyfunc(gprime))),
        reverse_mode(_between, "u"),
    ),
)  # fmt: skip

BRANCHES = (
    Formula(
        "04", "logistic_graph_branch_of_ones",
        r"\frac{\partial J^A}{\partial w} = -\frac{y\,x\,e^{-wx}}{1 + e^{-wx}} = -y\,x\,(1 - p)",
        GRAPH, J_A, w, -y * x * (1 - p),
        reverse_mode(lambda x, y, w: -y * scalar.log(scalar.sigmoid(w * x)), "w"),
    ),
    Formula(
        "04", "logistic_graph_branch_of_zeros",
        r"\frac{\partial J^B}{\partial w} = \frac{(1 - y)\,x}{1 + e^{-wx}} = (1 - y)\,x\,p",
        GRAPH, J_B, w, (1 - y) * x * p,
        reverse_mode(lambda x, y, w: -(1 - y) * scalar.log(1 - scalar.sigmoid(w * x)), "w"),
    ),
)  # fmt: skip
"""J = J^A + J^B, the terms with log p and with log(1 − p)."""

AT = {x: 3, y: 1, w: 3}
_E = exp(-9)
WORKED = (
    replace(
        _partial(xi_4, xi_3, r"-1/\xi_3^2 = -1/(1 + e^{-9})^2 = -0.99975", -1 / (1 + _E) ** 2),
        name="worked_xi4_by_xi3", at=AT,
    ),
    replace(
        _tangent(xi_4, r"\frac{3e^{-9}}{(1 + e^{-9})^2}", 3 * _E / (1 + _E) ** 2),
        name="worked_tangent_xi4", at=AT,
    ),
    replace(
        _tangent(J, r"-\frac{3e^{-9}}{1 + e^{-9}} = -0.000370183728", -3 * _E / (1 + _E)),
        name="worked_gradient", at=AT,
    ),
    replace(
        _tangent(J, r"\tfrac12", Rational(1, 2)),
        name="worked_living_gradient", at={x: 2, y: 0.25, w: 0},
    ),
)  # fmt: skip
"""At x = 3, y = 1, w = 3, where the numbers vanish, and at x = 2, y = ¼, w = 0."""

FORMULAS = PARTIALS + TANGENTS + ADJOINTS + MODES + BRANCHES + WORKED
