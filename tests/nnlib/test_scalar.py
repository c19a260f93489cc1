"""Reverse and forward mode, against SymPy, each other and the table of the lecture."""

import math
import operator

import numpy as np
import pytest
import sympy
from hypothesis import assume, given
from hypothesis import strategies as st

from nnlib import scalar
from nnlib.losses import binary_cross_entropy
from nnlib.scalar import Dual, Var, logistic_graph, table

# A random expression is a function of (operations, x, y); the same one runs on numbers of any kind.
BINARY = {"+": operator.add, "-": operator.sub, "*": operator.mul}
TAMED = {
    "exp": lambda of, u: of.exp(of.tanh(u)),
    "log": lambda of, u: of.log(1 + u * u),
    "sqrt": lambda of, u: of.sqrt(u * u + 0.5),
    "sigmoid": lambda of, u: of.sigmoid(u),
    "relu": lambda of, u: of.relu(u),
    "negative": lambda of, u: -u,
    "over": lambda of, u: 1 / (2 + u * u),
    "cube": lambda of, u: of.tanh(u) ** 3,
    "root": lambda of, u: (1 + u * u) ** 0.25,
    "base": lambda of, u: 2 ** of.tanh(u),
}


def node(name, *parts):
    if name in BINARY:
        return lambda of, x, y: BINARY[name](*(part(of, x, y) for part in parts))
    return lambda of, x, y: TAMED[name](of, parts[0](of, x, y))


leaves = st.one_of(
    st.sampled_from([lambda of, x, y: x, lambda of, x, y: y]),
    st.integers(-3, 3).map(lambda constant: lambda of, x, y: x * 0 + constant),
)
expressions = st.recursive(
    leaves,
    lambda parts: st.one_of(
        st.builds(node, st.sampled_from(sorted(BINARY)), parts, parts),
        st.builds(node, st.sampled_from(sorted(TAMED)), parts),
    ),
    max_leaves=6,
)
points = st.floats(-2, 2).map(lambda value: round(value, 3))


class Symbolic:
    exp, log, sqrt, tanh = sympy.exp, sympy.log, sympy.sqrt, sympy.tanh

    @staticmethod
    def sigmoid(u):
        return 1 / (1 + sympy.exp(-u))

    @staticmethod
    def relu(u):
        return sympy.Piecewise((u, u > 0), (0, True))


@given(expressions, points, points)
def test_reverse_mode_forward_mode_and_sympy_agree(expression, a, b):
    x, y = Var(a, "x"), Var(b, "y")
    output = expression(scalar, x, y)
    rows = table(output)
    # At a kink rounding decides which side a number is on, and the two sides differ.
    kinks = [row for row in rows if row.expression.startswith("relu")]
    assume(all(abs(by_name(rows)[next(iter(row.partials))].value) > 1e-9 for row in kinks))
    by_x = expression(scalar, Dual(a, 1.0), Dual(b, 0.0))
    by_y = expression(scalar, Dual(a, 0.0), Dual(b, 1.0))
    X, Y = sympy.symbols("x y", real=True)
    formula = sympy.sympify(expression(Symbolic, X, Y))
    at = {X: sympy.Rational(str(a)), Y: sympy.Rational(str(b))}
    expected = [float(f.subs(at).evalf(30)) for f in (formula, formula.diff(X), formula.diff(Y))]
    assert output.value == pytest.approx(expected[0], rel=1e-9, abs=1e-9)
    reverse = [x.adjoint if depends(rows, "x") else 0.0, y.adjoint if depends(rows, "y") else 0.0]
    assert reverse == pytest.approx(expected[1:], rel=1e-9, abs=1e-9)
    assert [by_x.tangent, by_y.tangent] == pytest.approx(expected[1:], rel=1e-9, abs=1e-9)
    assert by_x.value == output.value == expression(scalar, a, b)


def by_name(rows):
    return {row.name: row for row in rows}


def depends(rows, name):
    return name in by_name(rows)


U, V = sympy.symbols("U V", positive=True)
POWER = sympy.lambdify((U, V), [U**V, (U**V).diff(U), (U**V).diff(V)], "mpmath")


@given(points, points)
def test_power_with_a_variable_exponent_agrees_with_sympy(a, b):
    u, v = Var(2.5 + a), Var(b)
    y = u**v
    y.backward()
    assert [y.value, u.adjoint, v.adjoint] == pytest.approx(list(map(float, POWER(2.5 + a, b))))


@pytest.mark.parametrize(
    ("base", "exponent", "value", "slope"),
    [(-2.0, 3, -8, 12), (0.0, 2, 0, 0), (0.0, 1, 0, 1), (0.0, 0, 1, 0), (-2.0, -1, -0.5, -0.25)],
)
def test_power_with_a_whole_exponent_takes_any_base(base, exponent, value, slope):
    x = Var(base)
    y = x**exponent
    y.backward()
    assert (y.value, x.adjoint) == (value, slope)


def test_relu_has_derivative_zero_at_zero():
    x = Var(0.0)
    scalar.relu(x).backward()
    assert x.adjoint == 0


@pytest.mark.parametrize("number", [2, 2.0, np.float64(2), np.float32(2), np.int64(2)])
def test_numbers_of_python_and_numpy_stand_on_either_side(number):
    for make in (Var, Dual):
        x = make(3.0)
        results = [number * x, x * number, number + x, x + number, number - x, x - number]
        results += [number / x, x / number, number**x, x**number]
        assert all(type(result) is make for result in results)
        assert [result.value for result in results] == pytest.approx(
            [6, 6, 5, 5, -1, 1, 2 / 3, 1.5, 8, 9]
        )


def test_plain_numbers_stay_plain_numbers():
    assert scalar.exp(0) == 1
    assert scalar.log(math.e) == pytest.approx(1)
    assert scalar.sqrt(9) == 3
    assert scalar.sigmoid(0) == 0.5
    assert scalar.tanh(0) == 0
    assert scalar.relu(-2) == 0


def test_a_var_and_a_dual_do_not_mix():
    for mix in (lambda: Var(1.0) + Dual(1.0), lambda: Dual(1.0) * Var(1.0)):
        with pytest.raises(TypeError, match="a Var met a Dual"):
            mix()


def test_outside_its_domain_an_operation_says_so():
    for outside in (
        lambda: scalar.log(Var(0.0)),
        lambda: scalar.sqrt(Dual(-1.0)),
        lambda: Var(-8.0) ** (1 / 3),
        lambda: Var(0.0) ** Var(2.0),
    ):
        with pytest.raises(ValueError, match="must be above 0"):
            outside()
    with pytest.raises(ZeroDivisionError):
        operator.truediv(1, Var(0.0))
    with pytest.raises(OverflowError):
        scalar.exp(Var(1000.0))


def test_numbers_show_what_they_are():
    assert repr(Var(1.5)) == "Var(1.5)"
    assert repr(Var(1.5, "w")) == "Var(1.5, 'w')"
    assert repr(Dual(1.5, 2)) == "Dual(1.5, 2.0)"


# The lecture's point x = 3, w = 3, y = 1; the values to ten digits as worked out by hand.
E9 = 1.234098041e-4
LECTURE = {
    "xi1": (9, {"w": 3}, 3, -1.233945760e-4),
    "xi2": (E9, {"xi1": -E9}, -3.702294123e-4, 0.999876605424),
    "xi3": (1.0001234098, {"xi2": 1}, -3.702294123e-4, 0.999876605424),
    "xi4": (0.9998766054240, {"xi3": -0.9997532260742}, 3.701380493e-4, -1.000123409804),
    "xi5": (-1.234021897e-4, {"xi4": 1.0001234098}, 3.701837280e-4, -1),
    "J": (1.234021897e-4, {"xi8": -1, "xi9": -1}, -3.701837280e-4, 1),
}


def test_logistic_graph_reproduces_the_lecture_with_its_sign_put_right():
    L = logistic_graph(3, 1, 3)
    rows = table(L, wrt=next(parent for parent in ancestors(L) if parent.name == "w"))
    names = ["w", *(f"xi{i}" for i in range(1, 10)), "J"]
    assert [row.name for row in rows] == names
    assert rows[0].adjoint == pytest.approx(-0.000370183727958695, rel=1e-14)
    assert rows[-1].tangent == pytest.approx(-0.000370183727958695, rel=1e-14)
    for name, (value, partials, tangent, adjoint) in LECTURE.items():
        row = by_name(rows)[name]
        assert row.value == pytest.approx(value, rel=1e-9)
        assert row.partials == pytest.approx(partials, rel=1e-9)
        assert row.tangent == pytest.approx(tangent, rel=1e-9)
        assert row.adjoint == pytest.approx(adjoint, rel=1e-9)


def ancestors(node):
    found = [node]
    for each in found:
        found.extend(parent for parent, _ in each.edges)
    return found


@given(st.floats(-4, 4), st.floats(0, 1), st.floats(-4, 4))
def test_logistic_graph_agrees_with_the_closed_form(x, y, w):
    rows = by_name(table(logistic_graph(x, y, w)))
    loss, gradient = binary_cross_entropy(w * x, y)
    assert rows["J"].value == pytest.approx(loss, rel=1e-7, abs=1e-12)
    assert rows["w"].adjoint == pytest.approx(gradient * x, rel=1e-7, abs=1e-8)
    assert rows["xi1"].adjoint == pytest.approx(rows["xi4"].value - y, abs=1e-8)


def test_canonical_point_of_the_mistakes_bank():
    assert table(logistic_graph(2, 0.25, -0.5))[0].adjoint == pytest.approx(0.03788284274)


def test_logistic_graph_says_where_its_steps_give_out():
    with pytest.raises(ValueError, match="above 0 for log"):
        logistic_graph(1, 1, 40)
    with pytest.raises(OverflowError):
        logistic_graph(1, 1, -710)
