"""The table of operations: on random programs all ways to their derivatives agree.

Reverse and forward mode, the complex step and the printed program.
"""

import cmath
import types

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from nnlib import scalar
from nnlib.graph import leaves, table, to_source
from nnlib.scalar import Dual, Var

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


@pytest.mark.parametrize("exponent", [0, 1, 2, 3, 0.0, 2.0])
def test_program_of_a_whole_power_takes_any_base(exponent):
    function = compiled(Var(1.5) ** exponent)
    for base in (0.0, -2.0):
        x = Var(base)
        y = x**exponent
        y.backward()
        assert function(base) == (y.value, (x.adjoint,))
