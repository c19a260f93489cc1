"""The basic operations on single numbers, each with its local partial derivatives.

Each is written once, as a line of the table in `operations`, and takes a step from `Var` to `Var`.
`Dual`, for forward mode, and plain numbers take the same step on leaves of their own, so that what
an operation gives is of the kind that it was given. Lectures 02 and 04.

Numbers are Python or NumPy real numbers, finite, else TypeError or ValueError. Outside its domain
an operation raises ValueError, ZeroDivisionError or OverflowError, as `math` does.
"""

import math
import operator
from collections.abc import Callable
from typing import Any

from nnlib import operations as op
from nnlib.graph import Node, Row, table
from nnlib.validate import number

__all__ = [
    "Dual", "Row", "Var", "exp", "log", "logistic_graph", "relu", "sigmoid", "sqrt", "table", "tanh"
]  # fmt: skip

_PLAIN = (float, int)


def _leaf(value: float) -> "Var":
    leaf = object.__new__(Var)
    leaf.operation = leaf.u = leaf.v = leaf.constant = leaf.name = None
    leaf.value = value
    leaf.by_u = leaf.by_v = leaf.adjoint = 0.0
    leaf.birth = next(op.births)
    return leaf


def _number(name: str, value: Any) -> float:
    # The quick way for Python's own numbers; whatever else it is, `number` knows what to say.
    if type(value) in _PLAIN and math.isfinite(value):
        return value
    if name == "operand" and isinstance(value, (Var, Dual)):
        raise TypeError("operands must be of one kind, but a Var met a Dual")
    return number(name, value)


def _check_base(u: float, v: float) -> None:
    if u <= 0:
        raise ValueError(f"the base of a power must be above 0, but the power was {u} ** {v}")


class Var(Node):
    """A number that remembers how it was computed, for reverse mode. Lecture 04.

    `.value` is the number; after `output.backward()`, `.adjoint` is d output / d this number.
    Below, self is the u of the table in `operations`, other its v or c.
    """

    __slots__ = ()
    # Without this NumPy's own numbers would answer `np.float64(2) * u` with an array.
    __array_ufunc__ = None

    def __new__(cls, value: Any, name: str | None = None) -> "Var":
        """Make a leaf of a graph; see `named` for what a name may be."""
        leaf = _leaf(float(_number("value", value)))
        return leaf if name is None else leaf.named(name)

    def __add__(self, other: Any) -> "Var":
        if isinstance(other, Var):
            return op.U_PLUS_V(self, other)
        return op.U_PLUS_C(self, _number("operand", other))

    def __radd__(self, other: Any) -> "Var":
        return op.C_PLUS_U(self, _number("operand", other))

    def __sub__(self, other: Any) -> "Var":
        if isinstance(other, Var):
            return op.U_MINUS_V(self, other)
        return op.U_MINUS_C(self, _number("operand", other))

    def __rsub__(self, other: Any) -> "Var":
        return op.C_MINUS_U(self, _number("operand", other))

    def __mul__(self, other: Any) -> "Var":
        if isinstance(other, Var):
            return op.U_TIMES_V(self, other)
        return op.U_TIMES_C(self, _number("operand", other))

    def __rmul__(self, other: Any) -> "Var":
        return op.C_TIMES_U(self, _number("operand", other))

    def __truediv__(self, other: Any) -> "Var":
        if isinstance(other, Var):
            return op.U_OVER_V(self, other)
        return op.U_OVER_C(self, _number("operand", other))

    def __rtruediv__(self, other: Any) -> "Var":
        return op.C_OVER_U(self, _number("operand", other))

    def __pow__(self, other: Any) -> "Var":
        u = self.value
        if isinstance(other, Var):
            _check_base(u, other.value)
            return op.U_TO_V(self, other)
        c = _number("operand", other)
        if c == 0:
            return op.U_TO_0(self, c)
        if c != int(c):  # a whole power has any base
            _check_base(u, c)
        return op.U_TO_C(self, c)

    def __rpow__(self, other: Any) -> "Var":
        c = _number("operand", other)
        _check_base(c, self.value)
        return op.C_TO_U(self, c)

    def __neg__(self) -> "Var":
        return op.MINUS_U(self)


def exp(u: Any) -> Any:
    """Return y = e^u; the derivative is y itself. u: Var, Dual or number, as in all below."""
    if not isinstance(u, Var):
        return _of_dual_or_number(exp, u)
    return op.EXP(u)


def log(u: Any) -> Any:
    """Return the natural logarithm of u > 0; the derivative is 1/u."""
    if not isinstance(u, Var):
        return _of_dual_or_number(log, u)
    if u.value <= 0:
        raise ValueError(f"u must be above 0 for log, but was {u.value}")
    return op.LOG(u)


def sqrt(u: Any) -> Any:
    """Return y = √u of u > 0; the derivative is 1/(2y)."""
    if not isinstance(u, Var):
        return _of_dual_or_number(sqrt, u)
    if u.value <= 0:
        raise ValueError(f"u must be above 0 for sqrt, but was {u.value}")
    return op.SQRT(u)


def sigmoid(u: Any) -> Any:
    """Return y = σ(u) = 1/(1 + e^−u); the derivative is y(1 − y)."""
    if not isinstance(u, Var):
        return _of_dual_or_number(sigmoid, u)
    return op.SIGMOID(u)


def tanh(u: Any) -> Any:
    """Return y = tanh u; the derivative is 1 − y²."""
    if not isinstance(u, Var):
        return _of_dual_or_number(tanh, u)
    return op.TANH(u)


def relu(u: Any) -> Any:
    """Return max(0, u); the derivative is 1 where u > 0, else 0."""
    if not isinstance(u, Var):
        return _of_dual_or_number(relu, u)
    return op.RELU(u)


def _carried(operation: Callable[..., Any], *operands: Any) -> "Dual":
    # A graph of this one step has the value, and the partials that the tangents flow through.
    duals = [u for u in operands if isinstance(u, Dual)]
    step = operation(
        *(_leaf(u.value) if isinstance(u, Dual) else _number("operand", u) for u in operands)
    )
    result = Dual.__new__(Dual)
    result.value = step.value
    result.tangent = sum(
        partial * u.tangent for (_, partial), u in zip(step.edges, duals, strict=True)
    )
    return result


def _both_sides(operation: Callable[[Any, Any], Any]) -> tuple[Callable[[Any, Any], Any], ...]:
    return (
        lambda self, other: _carried(operation, self, other),
        lambda self, other: _carried(operation, other, self),
    )


class Dual:
    """A number with a tangent, value + tangent·ε with ε² = 0, for forward mode. Lecture 04.

    Start with tangent 1 at the number to differentiate by; each result then carries its derivative.
    """

    __slots__ = ("tangent", "value")
    __array_ufunc__ = None

    def __init__(self, value: Any, tangent: Any = 0.0) -> None:
        """Take two numbers; a plain number is one with tangent 0."""
        self.value, self.tangent = number("value", value), number("tangent", tangent)

    def __repr__(self) -> str:
        """Return both numbers."""
        return f"Dual({self.value!r}, {self.tangent!r})"

    __add__, __radd__ = _both_sides(operator.add)
    __sub__, __rsub__ = _both_sides(operator.sub)
    __mul__, __rmul__ = _both_sides(operator.mul)
    __truediv__, __rtruediv__ = _both_sides(operator.truediv)
    __pow__, __rpow__ = _both_sides(operator.pow)

    def __neg__(self) -> "Dual":
        return _carried(operator.neg, self)


def _of_dual_or_number(function: Callable[[Any], Any], u: Any) -> Any:
    return _carried(function, u) if isinstance(u, Dual) else function(Var(_number("u", u))).value


def logistic_graph(x: Any, y: Any, w: Any) -> Var:
    """Return the node J = −(y log p + (1 − y) log(1 − p)), p = σ(w·x), built as in lecture 04.

    The nodes: w, xi1 = w·x, xi2 = e^−xi1, xi3 = 1 + xi2, xi4 = 1/xi3 = p, xi5 = log xi4,
    xi6 = 1 − xi4, xi7 = log xi6, xi8 = (1 − y)·xi7, xi9 = y·xi5, J = −(xi8 + xi9).
    x and w are numbers, 0 ≤ y ≤ 1. Every step is in sight, at a price: it raises ValueError where
    p rounds to 1 (w·x above 36) and OverflowError where e^−xi1 is too large (below −709). There
    `nnlib.losses.binary_cross_entropy` is still exact.
    """
    x, y = _number("x", x), _number("y", y)
    w = _leaf(float(_number("w", w))).named("w")
    if not 0 <= y <= 1:
        raise ValueError(f"y must be from 0 to 1, but was {y}")
    xi1 = (w * x).named("xi1")
    xi2 = op.EXP_OF_MINUS_U(xi1).named("xi2")
    xi3 = (1 + xi2).named("xi3")
    xi4 = (1 / xi3).named("xi4")
    xi5 = log(xi4).named("xi5")
    xi6 = (1 - xi4).named("xi6")
    xi7 = log(xi6).named("xi7")
    xi8 = ((1 - y) * xi7).named("xi8")
    xi9 = (y * xi5).named("xi9")
    return op.MINUS_U_PLUS_V(xi8, xi9).named("J")
