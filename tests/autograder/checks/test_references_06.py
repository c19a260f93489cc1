"""The references of 06-vectorised, against sources that share no code with them."""

from itertools import product
from typing import Any

import mpmath
import numpy as np
import pytest
import sympy

from autograder.checks.test_06_vectorised.cases import Affine
from autograder.checks.test_06_vectorised.test_2_columns import InColumns
from autograder.checks.test_06_vectorised.test_3_elementwise import Sigmoid
from autograder.checks.test_06_vectorised.test_4_shared import Shared
from autograder.checks.test_06_vectorised.test_6_layouts import Layout
from autograder.questions import find_question

QUESTIONS = {
    name: find_question(f"06-vectorised/{name}")
    for name in ("rows", "columns", "elementwise", "shared", "broadcast", "layouts")
}
SEEDS = range(5)


def symbolic(forward: Any, G: np.ndarray, **values: np.ndarray) -> dict[str, np.ndarray]:
    """∂J/∂ every matrix in `values` by SymPy, for J = Σ G ⊙ forward of matrices of letters."""
    letters: dict[str, Any] = {
        name: sympy.Matrix(*value.shape, lambda i, j, name=name: sympy.Symbol(f"{name}_{i}_{j}"))
        for name, value in values.items()
    }
    outputs = forward(**letters)
    J = sympy.Add(*(g * z for g, z in zip(G.flat, outputs, strict=True)))
    at: Any = {
        symbol: sympy.Float(number)
        for name, value in values.items()
        for symbol, number in zip(letters[name], value.flat, strict=True)
    }

    def derive(symbol: Any) -> Any:
        return J.diff(symbol).xreplace(at)

    return {
        name: np.array([float(derive(s)) for s in letters[name]]).reshape(value.shape)
        for name, value in values.items()
    }


@pytest.mark.parametrize("number", range(3))
def test_rows_are_the_symbolic_derivatives(number):
    case = QUESTIONS["rows"].draw_case(1, number)
    m, here = case.G.shape
    exact = symbolic(
        lambda X, W, b: X * W + sympy.ones(m, 1) * b,
        case.G,
        X=case.X,
        W=case.W,
        b=np.zeros((1, here)),
    )
    for got in (case.reference, case.products(case.G)):
        np.testing.assert_allclose(got["dX"], exact["X"])
        np.testing.assert_allclose(got["dW"], exact["W"])
    np.testing.assert_allclose(case.reference["db"], exact["b"][0])


@pytest.mark.parametrize("number", range(3))
def test_columns_are_the_symbolic_derivatives(number):
    case = QUESTIONS["columns"].draw_case(1, number)
    exact = symbolic(lambda X, W: W * X, case.G, X=case.X, W=case.W)
    np.testing.assert_allclose(case.reference["dX"], exact["X"])
    np.testing.assert_allclose(case.reference["dW"], exact["W"])


@pytest.mark.parametrize("number", range(5))
def test_shared_is_the_symbolic_derivative(number):
    case = QUESTIONS["shared"].draw_case(1, number)
    exact = symbolic(lambda X, W: X * W * W, case.G, X=case.X, W=case.W)["W"]
    for got in (case.reference, case.both):
        np.testing.assert_allclose(got, exact)


@pytest.mark.parametrize("number", range(5))
def test_elementwise_is_the_derivative_in_fifty_digits(number):
    case = QUESTIONS["elementwise"].draw_case(1, number)
    with mpmath.workdps(50):
        slopes = [mpmath.diff(lambda z: 1 / (1 + mpmath.exp(-z)), z) for z in case.Z.flat]
    exact = case.G * np.reshape([float(slope) for slope in slopes], case.Z.shape)
    for got in (case.reference, case.derived):
        np.testing.assert_allclose(got, exact, rtol=1e-9, atol=1e-13)


@pytest.mark.parametrize("number", range(6))
def test_a_bias_gets_what_each_row_gets_added_up_one_by_one(number):
    case = QUESTIONS["broadcast"].draw_case(1, number)
    m, width = case.shape
    counted = [0.0] * width
    for i, k in product(range(m), range(width)):
        counted[k] += case[i, k]
    np.testing.assert_allclose(QUESTIONS["broadcast"].reference(case), counted)


@pytest.mark.parametrize("number", range(6))
def test_both_layouts_are_the_same_layer(number):
    case = QUESTIONS["layouts"].draw_case(1, number)
    (m, below), here = case.X.shape, len(case.b)
    Xc, Wc, bc = (case.reference[name] for name in ("Xc", "Wc", "bc"))
    assert (Xc.shape, Wc.shape, bc.shape) == ((below, m), (here, below), (here, 1))
    np.testing.assert_allclose(Wc @ Xc + bc, (case.X @ case.W + case.b).T)
    np.testing.assert_array_equal(Xc[:, 0], case.X[0])


# --- the numbers that the notebook gives to be checked by hand ------------------------------------


def test_rows_give_the_numbers_of_the_exercise():
    case = Affine(*map(np.array, ([[1, 2], [0, 1], [3, -1]], [[2.0], [-1.0]], [[1], [2], [-1]])))
    got = case.reference
    np.testing.assert_allclose(got["dX"][0], [2, -1])
    np.testing.assert_allclose(got["dW"], [[-2], [5]], atol=1e-12)
    np.testing.assert_allclose(got["db"], [2])


def test_columns_give_the_numbers_of_the_exercise():
    case = InColumns(*map(np.array, ([[3.0, 0, 1], [1, -1, 2]], [[1.0, 2]], [[1, 2, -1]])))
    np.testing.assert_allclose(case.reference["dX"][:, 0], [1, 2])
    np.testing.assert_allclose(case.reference["dW"], [[2, -3]])


def test_elementwise_gives_the_number_of_the_exercise():
    case = Sigmoid(np.array([[np.log(4)]]), np.array([[10.0]]))
    assert case.A.item() == pytest.approx(0.8)
    assert case.reference.item() == pytest.approx(1.6)


def test_shared_gives_the_numbers_of_the_exercise():
    number = Shared(*(np.array([[v]]) for v in (3.0, 2.0, 1.0)))
    assert number.reference.item() == pytest.approx(12)
    case = Shared(*map(np.array, ([[1.0, 0]], [[0.0, 1], [2, 0]], [[1, 0]])))
    np.testing.assert_allclose(case.reference, [[0, 2], [1, 0]], atol=1e-12)


def test_broadcast_and_layouts_give_the_numbers_of_the_exercise():
    np.testing.assert_allclose(QUESTIONS["broadcast"].reference(np.array([[1.0], [2], [-4]])), [-1])
    X, W = np.array([[1.0, 2], [3, 4], [5, 6]]), np.array([[1.0], [-1]])
    columns = Layout(X, W, np.array([7.0])).reference
    np.testing.assert_array_equal(columns["Xc"][:, 1], [3, 4])
    np.testing.assert_array_equal(columns["Wc"] @ columns["Xc"] + columns["bc"], [[6, 6, 6]])


@pytest.mark.parametrize(
    ("out", "inputs", "m", "fitting"),
    [(5, 10, 3, 1), (4, 4, 3, 2), (4, 6, 4, 2), (6, 4, 4, 2), (4, 4, 4, 8)],
)
def test_orders_that_fit_are_as_many_as_the_written_question_says(out, inputs, m, fitting):
    X, dD = np.zeros((inputs, m)), np.zeros((out, m))
    pairs = [p for a, b in product((X, X.T), (dD, dD.T)) for p in ((a, b), (b, a))]
    shapes = [(a.shape[0], b.shape[1]) for a, b in pairs if a.shape[1] == b.shape[0]]
    assert shapes.count((out, inputs)) == fitting


# --- the cases ------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", SEEDS)
def test_cases_avoid_the_aliases_that_hide_mistakes(seed):
    for name in ("rows", "columns"):
        cases = [QUESTIONS[name].draw_case(seed, n) for n in range(QUESTIONS[name].cases)]
        assert all(QUESTIONS[name].rows(case) != 2 for case in cases)
        sizes = [{*case.X.shape, *case.W.shape} for case in cases]
        assert {len(size) for size in sizes} == {1, 3}
    for number in range(QUESTIONS["shared"].cases):
        case = QUESTIONS["shared"].draw_case(seed, number)
        if len(case.W) > 1:
            assert not np.allclose(case.W, case.W.T)
            assert not np.allclose(case.W @ case.P, case.P @ case.W)


@pytest.mark.parametrize("seed", SEEDS)
def test_units_at_the_ends_of_the_sigmoid_are_asked_about(seed):
    case = QUESTIONS["elementwise"].draw_case(seed, 4)
    assert (case.A == 0).any()
    assert (case.A == 1).any()
