"""The sweeps and the table of a graph, however deep or wide it is."""

import gc
import math

import numpy as np
import pytest

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
