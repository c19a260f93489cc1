"""The references that answers are judged by, against sources that share no code with them."""

from typing import Any

import numpy as np
import pytest
import sympy

from autograder import oracle
from autograder.checks.test_01_perceptron_update.unit import Example
from autograder.checks.test_03_three_layer.network import Network
from autograder.checks.test_03_three_layer.test_2_scalar import Chain
from autograder.checks.test_03_three_layer.test_6_cost import cost_literal, cost_of_products
from autograder.grade import find
from autograder.layers import Hidden
from nnlib.scalar import Var, sigmoid

SEEDS = range(5)
UPDATE = find("01-perceptron-update/update")
TRAIN = find("01-perceptron-update/train")
LMS_GRADIENT = find("01-perceptron-update/lms_gradient")
FORWARD = find("03-three-layer/forward")
GRADIENTS = find("03-three-layer/gradients")
COST = find("03-three-layer/cost")


# --- the oracle ---------------------------------------------------------------------------------


def test_oracle_agrees_with_symbolic_derivatives():
    u, v = sympy.symbols("u v")
    formula = sympy.sin(u) * sympy.exp(-v) + u**3 / (1 + v**2)
    at = np.array([0.7, -1.3])
    f = sympy.lambdify((u, v), formula, "numpy")
    exact = [float(formula.diff(s).subs({u: at[0], v: at[1]})) for s in (u, v)]
    np.testing.assert_allclose(oracle.gradient(lambda x: f(*x), at), exact, rtol=1e-12)


@pytest.mark.parametrize(
    "loss",
    [
        lambda x: abs(x[0]) + x[1],
        lambda x: np.maximum(x[0], 0) + x[1],
        lambda x: (x * np.conj(x)).sum(),
    ],
    ids=["kink of abs", "kink of relu", "not analytic"],
)
def test_oracle_refuses_what_the_two_methods_see_differently(loss):
    with pytest.raises(oracle.OracleError, match="differ"):
        oracle.gradient(loss, np.array([1e-7, 1.0]))


# --- the perceptron -----------------------------------------------------------------------------


def test_update_gives_the_numbers_of_the_lecture():
    example = Example(np.array([1, 1, -2]), -3, np.array([-1, -2, 3]), 1, 1.0)
    moved = example.moved(example.error)
    np.testing.assert_equal(moved["w"], [0, -1, 1])
    assert moved["b"] == -2


@pytest.mark.parametrize("seed", SEEDS)
def test_training_ends_where_no_row_moves_it(seed):
    """By definition of convergence; and one update too few does not get there."""
    course = TRAIN.case(seed, 2)
    run = course.run
    np.testing.assert_equal((course.X @ run["w"] + run["b"] >= 0).astype(int), course.y)
    shorter = course.until(run["epochs"] - 2).run
    assert not np.array_equal((course.X @ shorter["w"] + shorter["b"] >= 0), course.y)


def test_lms_reference_is_the_symbolic_derivative():
    case = LMS_GRADIENT.case(1, 0)
    w, b = sympy.symbols("w:5"), sympy.Symbol("b")
    residuals = [
        sympy.Add(*(x * s for x, s in zip(row, w, strict=True))) + b - y
        for row, y in zip(case.X, case.y, strict=True)
    ]
    loss = sympy.Add(*(residual**2 for residual in residuals)) / (2 * len(residuals))
    at: Any = dict(zip((*w, b), (*case.w, case.b), strict=True))
    exact = [float(loss.diff(s).subs(at)) for s in (*w, b)]
    for got in (case.reference, case.derived):
        np.testing.assert_allclose([*got["dw"], got["db"]], exact)


# --- three layers -------------------------------------------------------------------------------

SQUARE = (lambda z: z * z, lambda z: 2 * z)


def test_scalar_reference_gives_the_worked_example_of_the_exercise():
    chain = Chain(1.0, {"W1": 1, "b1": 0, "W2": 2, "b2": -1, "Wo": 3, "bo": -1}, *SQUARE)
    gradients = [chain.gradients[name] for name in ("Wo", "W2", "W1")]
    np.testing.assert_allclose(gradients, [4, 24, 96])


def test_matrix_references_give_the_worked_example_of_the_exercise():
    one = {name: np.array([[value]]) for name, value in (("W1", 1.0), ("W2", 2.0), ("Wo", 3.0))}
    one |= {name: np.array([value]) for name, value in (("b1", 0.0), ("b2", -1.0), ("bo", -1.0))}
    network = Network(np.array([[1.0]]), np.array([[1.0]]), one, *SQUARE)
    assert network.Do.item() == pytest.approx(12)
    for name, value in (("Wo", 12), ("bo", 12), ("W2", 72), ("b2", 72), ("W1", 288), ("b1", 288)):
        assert network.gradients[name].item() == pytest.approx(value), name
    D_next, W_next, Z, A_prev = (np.array([[v]]) for v in (12.0, 3.0, 1.0, 1.0))
    hidden = Hidden(D_next, W_next, Z, A_prev, *SQUARE)
    for name in ("Z", "W", "b"):
        assert hidden.references[name].item() == pytest.approx(72)


def test_network_reference_agrees_with_the_graph_of_single_numbers():
    """Reverse mode on a graph of scalars knows nothing of matrices."""
    network = GRADIENTS.case(3, 1)
    leaves = {
        name: np.vectorize(Var, otypes=[object])(value) for name, value in network.params.items()
    }

    def unit(inputs, weights, bias):
        return sigmoid(sum(a * w for a, w in zip(inputs, weights, strict=True)) + bias)

    loss: Any = 0
    for x, y in zip(network.X, network.Y, strict=True):
        signal = [float(entry) for entry in x]
        for layer in ("1", "2", "o"):
            W, b = leaves[f"W{layer}"], leaves[f"b{layer}"]
            signal = [unit(signal, W[:, k], b[k]) for k in range(len(b))]
        loss = loss + sum((a - float(t)) ** 2 for a, t in zip(signal, y, strict=True))
    (loss / (2 * len(network.Y))).backward()
    for name, values in leaves.items():
        adjoints = np.vectorize(lambda leaf: leaf.adjoint)(values)
        np.testing.assert_allclose(network.gradients[name], adjoints, rtol=1e-9, atol=1e-12)


class Counted(float):
    """A number that counts multiplications."""

    times = 0

    def __mul__(self, other):
        Counted.times += 1
        return Counted(float(self) * float(other))


def multiplications_of(work) -> int:
    Counted.times = 0
    work()
    return Counted.times


@pytest.mark.parametrize("L", [1, 2, 3, 7])
def test_costs_are_those_of_programs_that_count_their_multiplications(L):
    x, w = Counted(1.0), [Counted(1.0)] * L

    def z(layer):
        return w[layer] * (x if layer == 0 else Counted(z(layer - 1)))

    def product(k, slope, inner):
        result = None
        for layer in reversed(range(k, L)):
            for factor in (slope(layer), w[layer] if layer > k else inner(k)):
                result = factor if result is None else result * factor
        return result

    def forward():
        values = [x]
        for weight in w:
            values.append(weight * values[-1])
        return values

    def literal():
        for k in range(L):
            product(k, lambda j: Counted(z(j)), lambda j: x if j == 0 else Counted(z(j - 1)))

    def one_forward_each():
        for k in range(L):
            values = forward()
            product(k, values.__getitem__, values.__getitem__)

    def cached():
        values = forward()
        for k in range(L):
            product(k, values.__getitem__, values.__getitem__)

    def backprop():
        values = forward()
        signal = values[L]
        for layer in reversed(range(L)):
            _ = signal * values[layer]
            if layer:
                signal = signal * w[layer] * values[layer]

    question: Any = COST
    counted = [multiplications_of(way) for way in (literal, one_forward_each, cached, backprop)]
    told = dict.fromkeys(question.parts)

    class Listen:
        def __call__(self, got, expected, mistakes):
            told.update(expected)

    for way in question.parts:
        listen: Any = Listen()
        question().test_way(way, L, {}, listen)
    assert list(told.values()) == counted


@pytest.mark.parametrize(
    ("L", "costs"),
    [
        (3, [26, 18, 12, 10]),
        (10, [530, 200, 110, 38]),
        (50, [46_650, 5_000, 2_550, 198]),
        (100, [353_300, 20_000, 10_100, 398]),
    ],
)
def test_costs_are_those_of_the_lecture_s_table(L, costs):
    forward, products = L, cost_of_products(L)
    backprop = L + 2 * (L - 1) + L
    assert [
        cost_literal(L), L * forward + products, forward + products, backprop
    ] == costs  # fmt: skip


# --- the cases discriminate ---------------------------------------------------------------------


@pytest.mark.parametrize("seed", SEEDS)
def test_cases_avoid_the_aliases_that_hide_mistakes(seed):
    for number in range(UPDATE.cases):
        example = UPDATE.case(seed, number)
        assert example.eta != 1
        assert abs(example.x.sum()) >= 0.5
    for number in range(GRADIENTS.cases):
        network = GRADIENTS.case(seed, number)
        assert len(network.X) >= 3
    shapes = [GRADIENTS.case(seed, n).params["Wo"].shape for n in range(4)]
    assert any(h == o for h, o in shapes)
    assert any(h != o for h, o in shapes)


def test_another_seed_asks_other_numbers_and_the_same_seed_the_same():
    draw = GRADIENTS.case
    np.testing.assert_equal(draw(1, 0).X, draw(1, 0).X)
    assert not np.array_equal(draw(1, 0).X, draw(2, 0).X)
    assert not np.array_equal(draw(1, 0).X, FORWARD.case(1, 0).X)
