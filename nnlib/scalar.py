"""The basic operations on single numbers, each with its local partial derivatives.

They are written once, and serve reverse mode (`Var`), forward mode (`Dual`) and plain numbers
alike: what an operation gives is of the kind that it was given. Lectures 02 and 04.

Numbers are Python or NumPy real numbers, finite, else TypeError or ValueError. Outside its domain
an operation raises ValueError, ZeroDivisionError or OverflowError, as `math` does.
"""

import math
from collections.abc import Callable
from typing import Any

from nnlib.graph import Node, Row, table
from nnlib.validate import number

__all__ = [
    "Dual", "Row", "Var", "exp", "log", "logistic_graph", "relu", "sigmoid", "sqrt", "table", "tanh"
]  # fmt: skip


def _add(u: Any, v: Any) -> Any:
    """Return u + v; the partial derivatives are 1 and 1."""
    return _binary("{} + {}", _value(u) + _value(v), u, 1.0, v, 1.0)


def _subtract(u: Any, v: Any) -> Any:
    """Return u − v; the partial derivatives are 1 and −1."""
    return _binary("{} - {}", _value(u) - _value(v), u, 1.0, v, -1.0)


def _multiply(u: Any, v: Any) -> Any:
    """Return u·v; the partial derivatives are v and u."""
    a, b = _value(u), _value(v)
    return _binary("{} * {}", a * b, u, b, v, a)


def _divide(u: Any, v: Any) -> Any:
    """Return u/v; the partial derivatives are 1/v and −u/v²."""
    a, b = _value(u), _value(v)
    return _binary("{} / {}", a / b, u, 1 / b, v, -a / b / b)


def _power(u: Any, v: Any) -> Any:
    """Return u^v; the partial derivatives are v·u^(v−1) and u^v·log u.

    The base must be above 0, unless the exponent is a plain whole number.
    """
    a, b = _value(u), _value(v)
    varies = isinstance(v, (Var, Dual))
    if a <= 0 and (varies or b != int(b)):
        raise ValueError(f"the base of a power must be above 0, but the power was {a} ** {b}")
    by_exponent = a**b * math.log(a) if varies else 0.0
    return _binary("{} ** {}", a**b, u, b * a ** (b - 1) if b else 0.0, v, by_exponent)


def _negative(u: Any) -> Any:
    """Return −u; the derivative is −1."""
    return _unary("-{}", -_value(u), u, -1.0)


def exp(u: Any) -> Any:
    """Return y = e^u; the derivative is y itself. u: Var, Dual or number, as in all below."""
    y = math.exp(_value(u, "u"))
    return _unary("exp({})", y, u, y)


def log(u: Any) -> Any:
    """Return the natural logarithm of u > 0; the derivative is 1/u."""
    a = _above_zero("log", u)
    return _unary("log({})", math.log(a), u, 1 / a)


def sqrt(u: Any) -> Any:
    """Return y = √u of u > 0; the derivative is 1/(2y)."""
    y = math.sqrt(_above_zero("sqrt", u))
    return _unary("sqrt({})", y, u, 0.5 / y)


def sigmoid(u: Any) -> Any:
    """Return y = σ(u) = 1/(1 + e^−u); the derivative is y(1 − y)."""
    y = 0.5 * (1 + math.tanh(0.5 * _value(u, "u")))
    return _unary("sigmoid({})", y, u, y * (1 - y))


def tanh(u: Any) -> Any:
    """Return y = tanh u; the derivative is 1 − y²."""
    y = math.tanh(_value(u, "u"))
    return _unary("tanh({})", y, u, 1 - y * y)


def relu(u: Any) -> Any:
    """Return max(0, u); the derivative is 1 where u > 0, else 0."""
    a = _value(u, "u")
    return _unary("relu({})", max(0.0, a), u, float(a > 0))


def _both_sides(operation: Callable[[Any, Any], Any]) -> tuple[Callable[[Any, Any], Any], ...]:
    return operation, lambda self, other: operation(other, self)


class _Operators:
    """Gives `Var` and `Dual` the operators + − * / **, with a number on either side."""

    __slots__ = ()
    # Without this NumPy's own numbers would answer `np.float64(2) * u` with an array.
    __array_ufunc__ = None

    __add__, __radd__ = _both_sides(_add)
    __sub__, __rsub__ = _both_sides(_subtract)
    __mul__, __rmul__ = _both_sides(_multiply)
    __truediv__, __rtruediv__ = _both_sides(_divide)
    __pow__, __rpow__ = _both_sides(_power)
    __neg__ = _negative


class Var(_Operators, Node):
    """A number that remembers how it was computed, for reverse mode. Lecture 04.

    `.value` is the number; after `output.backward()`, `.adjoint` is d output / d this number.
    """

    __slots__ = ()

    def __init__(self, value: Any, name: str | None = None) -> None:
        """Make a leaf of a graph; see `named` for what a name may be."""
        value = number("value", value)
        super().__init__(repr(value), value, (), ())
        if name is not None:
            self.named(name)


class Dual(_Operators):
    """A number with a tangent, value + tangent·ε with ε² = 0, for forward mode. Lecture 04.

    Start with tangent 1 at the number to differentiate by; each result then carries its derivative.
    """

    __slots__ = ("tangent", "value")

    def __init__(self, value: Any, tangent: Any = 0.0) -> None:
        """Take two numbers; a plain number is one with tangent 0."""
        self.value, self.tangent = number("value", value), number("tangent", tangent)

    def __repr__(self) -> str:
        """Return both numbers."""
        return f"Dual({self.value!r}, {self.tangent!r})"


def _unary(operation: str, value: float, u: Any, by_u: float) -> Any:
    if isinstance(u, Var):
        return _var(operation, value, (u,), ((u, by_u),))
    if isinstance(u, Dual):
        return _dual(value, by_u * u.tangent)
    return value


def _binary(operation: str, value: float, u: Any, by_u: float, v: Any, by_v: float) -> Any:
    if isinstance(u, Var):
        if isinstance(v, Var):
            return _var(operation, value, (u, v), ((u, by_u), (v, by_v)))
        if not isinstance(v, Dual):
            return _var(operation, value, (u, v), ((u, by_u),))
    elif isinstance(u, Dual):
        if isinstance(v, Dual):
            return _dual(value, by_u * u.tangent + by_v * v.tangent)
        if not isinstance(v, Var):
            return _dual(value, by_u * u.tangent)
    elif isinstance(v, Var):
        return _var(operation, value, (u, v), ((v, by_v),))
    else:
        return _dual(value, by_v * v.tangent)
    raise TypeError("operands must be of one kind, but a Var met a Dual")


def _var(operation: str, value: float, operands: tuple[Any, ...], edges: Any) -> Var:
    result = Var.__new__(Var)
    Node.__init__(result, operation, value, operands, edges)
    return result


def _dual(value: float, tangent: float) -> Dual:
    result = Dual.__new__(Dual)
    result.value, result.tangent = value, tangent
    return result


def _value(u: Any, name: str = "operand") -> float:
    if isinstance(u, (Var, Dual)):
        return u.value
    # The quick way for Python's own numbers; whatever else it is, `number` knows what to say.
    return u if type(u) in (int, float) and math.isfinite(u) else number(name, u)


def _above_zero(operation: str, u: Any) -> float:
    a = _value(u, "u")
    if a <= 0:
        raise ValueError(f"u must be above 0 for {operation}, but was {a}")
    return a


def logistic_graph(x: Any, y: Any, w: Any) -> Var:
    """Return the node L = −(y log p + (1 − y) log(1 − p)), p = σ(w·x), built as in lecture 04.

    The nodes: w, xi1 = w·x, xi2 = e^−xi1, xi3 = 1 + xi2, xi4 = 1/xi3 = p, xi5 = log xi4,
    xi6 = 1 − xi4, xi7 = log xi6, xi8 = (1 − y)·xi7, xi9 = y·xi5, L = −(xi8 + xi9).
    x and w are numbers, 0 ≤ y ≤ 1. Every step is in sight, at a price: it raises ValueError where
    p rounds to 1 (w·x above 36) and OverflowError where e^−xi1 is too large (below −709). There
    `nnlib.losses.binary_cross_entropy` is still exact.
    """
    y = number("y", y, at_least=0, at_most=1)
    xi1 = (Var(number("w", w), "w") * number("x", x)).named("xi1")
    e = math.exp(-xi1.value)
    xi2 = _unary("exp(-{})", e, xi1, -e).named("xi2")
    xi3 = (1 + xi2).named("xi3")
    xi4 = (1 / xi3).named("xi4")
    xi5 = log(xi4).named("xi5")
    xi6 = (1 - xi4).named("xi6")
    xi7 = log(xi6).named("xi7")
    xi8 = ((1 - y) * xi7).named("xi8")
    xi9 = (y * xi5).named("xi9")
    return _binary("-({} + {})", -(xi8.value + xi9.value), xi8, -1.0, xi9, -1.0).named("L")
