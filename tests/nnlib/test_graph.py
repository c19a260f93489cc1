"""The sweeps, the table and the program of a graph, however deep or wide it is."""

import gc
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnlib import scalar
from nnlib.graph import leaves, table, to_source
from nnlib.scalar import Var, logistic_graph


def test_leaves_are_those_that_count_in_order_of_creation():
    a, b, c = Var(1.0), Var(2.0), Var(3.0)
    assert leaves((c + 1) * a * a) == [a, c]
    assert leaves(b) == [b]


def test_a_node_used_twice_adds_up_its_paths():
    x = Var(3.0, "x")
    y = x * x
    (row,) = [row for row in table(y, wrt=x) if row.name == "v1"]
    assert row.partials == {"x": 6.0}
    assert row.tangent == x.adjoint == 6.0


def test_second_backward_gives_the_same():
    x = Var(0.7)
    y = scalar.exp(x) * x + scalar.sqrt(x)
    y.backward()
    once = x.adjoint
    y.backward()
    assert x.adjoint == once


def test_backward_from_another_output_starts_anew():
    x = Var(2.0)
    first, second = x * 5, x**2
    first.backward()
    second.backward()
    assert x.adjoint == 4


def test_control_flow_is_that_of_python():
    def newton(a):
        root = a
        while abs(root.value**2 - a.value) > 1e-15:
            root = (root + a / root) / 2
        return root

    a = Var(2.0)
    root = newton(a)
    root.backward()
    assert root.value == pytest.approx(math.sqrt(2))
    assert a.adjoint == pytest.approx(0.5 / math.sqrt(2))


@pytest.fixture(scope="module")
def chain():
    """A graph of 100,001 nodes, one behind the other."""
    x = Var(1.0, "x")
    y = x
    for _ in range(50_000):
        y = y * 1.00001 + x
    return x, y


def test_chain_of_100000_operations_needs_no_recursion(chain):
    x, y = chain
    y.backward()
    # y is a geometric sum: the powers 0 to 50,000 of the factor.
    assert x.adjoint == pytest.approx((1.00001**50_001 - 1) / 0.00001, rel=1e-9)
    assert leaves(y) == [x]
    assert len(table(y, wrt=x)) == 100_001
    assert repr(y) == f"Var({y.value})"


def test_program_of_100000_operations_is_written_without_recursion(chain):
    _, y = chain
    assert to_source(y).count("\n    v100000_bar = ") == 1


def test_wide_graphs_meet_again():
    inputs = [Var(i / 10_000) for i in range(10_000)]
    squares = [each * each for each in inputs]
    while len(squares) > 1:
        squares = [u + v for u, v in zip(squares[::2], squares[1::2], strict=False)] + (
            squares[-1:] if len(squares) % 2 else []
        )
    squares[0].backward()
    assert [each.adjoint for each in inputs] == [2 * each.value for each in inputs]


def test_a_graph_is_freed_by_reference_counting_alone():
    gc.collect()
    gc.disable()
    before = living_nodes()
    try:
        x = Var(0.5)
        y = x
        for _ in range(25_000):
            y = scalar.tanh(y - x) + y * 0.5
        y.backward()
        for show in (repr, leaves, table, to_source):
            show(y)
        assert living_nodes() == before + 100_001
        del x, y  # at once, from the last node down to the first
        assert living_nodes() == before
    finally:
        gc.enable()


def living_nodes():
    return sum(isinstance(thing, Var) for thing in gc.get_objects())


def test_expressions_of_a_table_run_as_python_and_give_its_values():
    x, y = Var(-0.7, "x"), Var(1.3, "y")
    output = scalar.relu(scalar.exp(x * np.float32(0.1)) - (-2) ** 3 * y) / scalar.sqrt(y)
    output = output + scalar.log(y) * scalar.tanh(-x) - scalar.sigmoid(x) ** (-2)
    for graph in (output, logistic_graph(2.0, 0.25, -0.5)):
        names = {}
        for row in table(graph):
            names[row.name] = eval(row.expression, {**vars(scalar)}, names)
            assert names[row.name] == pytest.approx(row.value, rel=1e-15)
        assert list(names.values())[-1] == graph.value


def test_negative_constants_stand_in_brackets():
    assert table(Var(1.0, "x") - (-2))[-1].expression == "x - (-2)"


def test_automatic_names_leave_out_those_that_are_taken():
    x = Var(2.0, "v1")
    assert [row.name for row in table(x * x + 1)] == ["v1", "v2", "v3"]
    for show in (table, to_source):
        with pytest.raises(ValueError, match="name must belong to one node"):
            show(x * Var(3.0, "v1"))


def test_table_wants_a_node_that_the_output_depends_on():
    with pytest.raises(ValueError, match="wrt must be a node that the output depends on"):
        table(Var(1.0) * 2, wrt=Var(1.0))


# --- the printed program -------------------------------------------------------------------------


def compiled(output):
    namespace = {}
    exec(to_source(output), namespace)
    return namespace["value_and_gradient"]


def bits(value, gradient):
    return [float(number).hex() for number in (value, *gradient)]


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
    J = -(xi8 + xi9)
    # reverse
    J_bar = 1.0
    xi9_bar = -J_bar
    xi8_bar = -J_bar
    xi7_bar = xi8_bar * 0.75
    xi6_bar = xi7_bar * (1 / xi6)
    xi5_bar = xi9_bar * 0.25
    xi4_bar = -xi6_bar + xi5_bar * (1 / xi4)
    xi3_bar = xi4_bar * (-1 / xi3 / xi3)
    xi2_bar = xi3_bar
    xi1_bar = xi2_bar * -xi2
    w_bar = xi1_bar * 2
    return J, (w_bar,)
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
