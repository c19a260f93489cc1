"""Random programs: both modes, the complex step and the printed program agree on them."""

import cmath
import types

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from nnlib import scalar
from nnlib.graph import leaves, table, to_source
from nnlib.scalar import Dual, Var, logistic_graph

# The steps of a random program: each takes two of the numbers found so far, often the same twice.
# Like `scalar`'s functions they work on numbers of any kind; they keep away from poles and cuts.
STEPS = {
    "u + v": lambda of, u, v: u + v,
    "u - v": lambda of, u, v: u - v,
    "u - u": lambda of, u, v: u - u,
    "u * v": lambda of, u, v: of.tanh(u) * v,
    "u * u": lambda of, u, v: of.sigmoid(u) * of.sigmoid(u) + of.exp(-of.sqrt(1 + v * v)),
    "u / v": lambda of, u, v: u / (of.sigmoid(v) + 1),
    "u ** v": lambda of, u, v: (1.5 + of.tanh(u)) ** of.tanh(v),
    "s / s": lambda of, u, v: twice(of.sigmoid(u), lambda s: s / s * s),
    "s ** s": lambda of, u, v: twice(of.sigmoid(u), lambda s: s**s - s),
    "t * t": lambda of, u, v: twice(of.tanh(u), lambda t: t * t),
    "relu": lambda of, u, v: of.relu(u - v),
    "log": lambda of, u, v: of.log(1 + u * u),
    "-u": lambda of, u, v: -of.tanh(u),
    "c + u": lambda of, u, v: -3 + u + 0.1,
    "c - u": lambda of, u, v: 0.7 - (u - 2),
    "c * u": lambda of, u, v: -1 * u * -0.3,
    "c / u": lambda of, u, v: -3 / (1.5 + of.tanh(u)) / -2,
    "c ** u": lambda of, u, v: 2 ** of.tanh(u) - 0.5 ** of.tanh(v),
    "u ** c": lambda of, u, v: of.tanh(u) ** 3 + (2 + of.tanh(u)) ** -2 + (1 + v * v) ** 0.5,
    "u ** 0": lambda of, u, v: u**0 + v**1,
    "u ** 2": lambda of, u, v: of.tanh(u) ** 2 * of.tanh(v) ** 2.0,
}
programs = st.lists(
    st.tuples(st.sampled_from(sorted(STEPS)), st.integers(0, 9), st.integers(0, 9)),
    min_size=1,
    max_size=9,
)
points = st.lists(st.floats(-2, 2), min_size=3, max_size=3)


def twice(number, of):
    return of(number)


def run(program, of, inputs):
    numbers = list(inputs)
    for name, i, j in program:
        numbers.append(STEPS[name](of, numbers[i % len(numbers)], numbers[-1 - j % len(numbers)]))
    return numbers[-1]


def graph_of(program, point):
    inputs = [Var(value) for value in point]
    output = run(program, scalar, inputs)
    output.backward()
    return output, inputs


def compiled(output):
    namespace = {}
    exec(to_source(output), namespace)
    return namespace["value_and_gradient"]


def bits(value, gradient):
    return [float(number).hex() for number in (value, *gradient)]


# Another arithmetic that knows no derivatives: f(x + ih) = f(x) + ih·f′(x) for a tiny h.
COMPLEX = types.SimpleNamespace(
    exp=cmath.exp,
    log=cmath.log,
    sqrt=cmath.sqrt,
    tanh=cmath.tanh,
    sigmoid=lambda u: 1 / (1 + cmath.exp(-u)),
    relu=lambda u: u if u.real > 0 else 0j,
)


@settings(max_examples=300)
@given(programs, points)
def test_reverse_mode_forward_mode_and_the_complex_step_agree(program, point):
    output, inputs = graph_of(program, point)
    # At a kink rounding decides which side a number is on, and the two sides differ.
    rows = {row.name: row for row in table(output)}
    kinks = [rows[next(iter(row.partials))] for row in rows.values() if "relu" in row.expression]
    assume(all(row.value == 0 or abs(row.value) > 1e-9 for row in kinks))
    for i, leaf in enumerate(inputs):
        dual = run(program, scalar, [Dual(value, float(i == j)) for j, value in enumerate(point)])
        shifted = [complex(value, 1e-30 * (i == j)) for j, value in enumerate(point)]
        by_step = run(program, COMPLEX, shifted)
        assert (output.value, dual.value) == pytest.approx((by_step.real,) * 2, rel=1e-9, abs=1e-9)
        adjoint = leaf.adjoint if leaf in leaves(output) else 0.0
        expected = (by_step.imag / 1e-30,) * 2
        assert (adjoint, dual.tangent) == pytest.approx(expected, rel=1e-8, abs=1e-9)


@settings(max_examples=300)
@given(programs, points, points)
def test_program_gives_bit_for_bit_what_the_graph_gives_there_and_elsewhere(program, here, there):
    output, inputs = graph_of(program, here)
    function = compiled(output)
    used = [i for i, leaf in enumerate(inputs) if leaf in leaves(output)]
    for point in (here, there):
        output, inputs = graph_of(program, point)
        value, gradient = function(*(point[i] for i in used))
        assert bits(value, gradient) == bits(output.value, [inputs[i].adjoint for i in used])


def test_program_of_the_lecture_is_its_forward_and_its_reverse_table():
    assert (
        to_source(logistic_graph(2, 0.25, -0.5))
        == """\
from math import exp, log


def value_and_gradient(w):
    # forward
    xi1 = w * 2
    xi2 = exp(-xi1)
    xi3 = 1 + xi2
    xi4 = 1 / xi3
    xi5 = log(xi4)
    xi6 = 1 - xi4
    xi7 = log(xi6)
    xi8 = 0.75 * xi7
    xi9 = 0.25 * xi5
    L = -(xi8 + xi9)
    # reverse
    L_bar = 1.0
    xi9_bar = -L_bar
    xi8_bar = -L_bar
    xi7_bar = xi8_bar * 0.75
    xi6_bar = xi7_bar * (1 / xi6)
    xi5_bar = xi9_bar * 0.25
    xi4_bar = -xi6_bar + xi5_bar * (1 / xi4)
    xi3_bar = xi4_bar * (-1 / xi3 / xi3)
    xi2_bar = xi3_bar
    xi1_bar = xi2_bar * -xi2
    w_bar = xi1_bar * 2
    return L, (w_bar,)
"""
    )


def test_program_has_the_leaves_in_order_of_creation():
    a, b, c = Var(2.0, "a"), Var(3.0, "b"), Var(5.0, "c")
    function = compiled(c * b / a)
    assert function.__code__.co_varnames[:3] == ("a", "b", "c")
    assert function(2.0, 3.0, 5.0) == (7.5, (-3.75, 2.5, 1.5))
    assert function(1, 2, 3) == (6, (-6, 3, 2))


def test_program_of_a_single_leaf_is_the_identity():
    assert compiled(Var(3.0, "x"))(4.0) == (4.0, (1.0,))


def test_program_keeps_every_digit_of_a_constant():
    for constant in (0.1 + 0.2, 1e-300, -1 / 3, 2**60 + 1, np.float32(0.1), np.float64(1e22)):
        assert compiled(Var(0.0) + constant)(0.0)[0] == float(constant)


@pytest.mark.parametrize("exponent", [0, 1, 2, 3, 0.0, 2.0])
def test_program_of_a_whole_power_takes_any_base(exponent):
    function = compiled(Var(1.5) ** exponent)
    for base in (0.0, -2.0):
        x = Var(base)
        y = x**exponent
        y.backward()
        assert function(base) == (y.value, (x.adjoint,))


ODD_NAMES = [
    "exp", "exp_", "log", "log_bar", "max", "tanh", "math", "lambda", "None", "match", "__debug__",
    "v1", "v1_bar", "v2", "w", "w_bar", "w_bar_", "w_bar_bar", "_", "value_and_gradient", "ξ", "µ",
    "μ", "ﬁ", "fi",
]  # fmt: skip


@given(st.lists(st.sampled_from(ODD_NAMES), min_size=5, max_size=5, unique=True))
def test_program_runs_whatever_the_nodes_are_called(names):
    a, b = Var(0.5, names[0]), Var(1.5, names[1])
    c = (scalar.tanh(a) * b).named(names[2])
    d = (scalar.exp(c) ** a + scalar.relu(b - c)).named(names[3])
    output = (d / scalar.sqrt(b) + scalar.log(d) * c).named(names[4])
    output.backward()
    value, gradient = compiled(output)(0.5, 1.5)
    assert bits(value, gradient) == bits(output.value, (a.adjoint, b.adjoint))


def test_program_says_what_a_colliding_name_became():
    source = to_source(scalar.exp(Var(1.0, "exp")).named("lambda"))
    assert "def value_and_gradient(exp_):" in source
    assert "lambda_ = exp(exp_)" in source
    assert "exp_bar = lambda_bar * lambda_" in source


def test_long_sums_of_a_program_are_cut_into_lines():
    x = Var(0.3, "x")
    output = x
    for i in range(500):
        output = output + i / 7 * x
    output.backward()
    assert max(map(len, to_source(output).splitlines())) <= 100
    value, gradient = compiled(output)(0.3)
    assert bits(value, gradient) == bits(output.value, [x.adjoint])


def test_program_of_a_long_chain_runs():
    x = Var(1.0)
    y = x
    for _ in range(5_000):
        y = y * 1.00001 + x
    y.backward()
    assert compiled(y)(1.0) == (y.value, (x.adjoint,))
