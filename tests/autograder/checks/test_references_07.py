"""The references of 07-xor-mlp, against sources that share no code with them."""

from itertools import pairwise, product
from math import log

import numpy as np
import pytest
import sympy

from autograder.checks.common.stopping import best_tolerance, clear_tolerances
from autograder.checks.common.trajectory import STEPS
from autograder.checks.test_07_xor_mlp.cases import (
    CORNERS,
    DEEP_SIZES,
    TWO_LAYER_SIZES,
    Mlp,
)
from autograder.checks.test_07_xor_mlp.test_1_compose import TABLES
from autograder.checks.test_07_xor_mlp.test_6_train import (
    LONG,
    NO_TOL,
    VISIBLE,
    Training,
)
from autograder.question import oracle
from autograder.questions import find_question

TWO_LAYER = find_question("07-xor-mlp/two_layer")
GRADIENTS = find_question("07-xor-mlp/gradients")
TRAIN = find_question("07-xor-mlp/train")


def test_references_give_the_worked_example_of_the_exercise():
    weights, biases = [np.array([[log(3) / 2]]), np.array([[4.0]])], [np.zeros(1), np.array([-3.0])]
    net = Mlp(weights, biases, np.array([[2.0]]), np.array([[1.0]]))
    np.testing.assert_allclose([net.A[1].item(), net.A[2].item()], [0.75, 0.5])
    assert net.loss(net.A[2]) == pytest.approx(0.125)
    for name, values in (
        ("D", (-0.09375, -0.125)),
        ("dW", (-0.1875, -0.09375)),
        ("db", (-0.09375, -0.125)),
    ):
        np.testing.assert_allclose([found.item() for found in net.reference[name]], values)


def symbols(name: str, shape: tuple[int, ...]) -> np.ndarray:
    entries = [sympy.Symbol(f"{name}{'_'.join(map(str, at))}") for at in np.ndindex(shape)]
    return np.array(entries, dtype=object).reshape(shape)


@pytest.mark.parametrize(("n", "widths"), [(3, (2, 2, 1)), (2, (2, 2, 3, 2))])
def test_references_are_the_derivatives_that_sympy_finds(n, widths):
    rng = np.random.default_rng(7)
    net = Mlp.draw(rng, rng.normal(size=(n, widths[0])), widths)
    W = [symbols(f"W{layer}_", shape) for layer, shape in enumerate(pairwise(widths))]
    b = [symbols(f"b{layer}_", (width,)) for layer, width in enumerate(widths[1:])]
    cost: sympy.Expr = sympy.Integer(0)
    for x, target in zip(net.X, net.Y, strict=True):
        signal = [sympy.Float(entry) for entry in x]
        for matrix, bias in zip(W, b, strict=True):
            z = [
                sum(signal[j] * matrix[j, k] for j in range(len(signal))) for k in range(len(bias))
            ]
            signal = [1 / (1 + sympy.exp(-(s + c))) for s, c in zip(z, bias, strict=True)]
        cost += sum((sympy.Float(t) - a) ** 2 for t, a in zip(target, signal, strict=True)) / 2
    unknown = [entry for array in (*W, *b) for entry in array.ravel()]
    given = np.concatenate([array.ravel() for array in (*net.weights, *net.biases)])
    gradient = sympy.lambdify(unknown, [sympy.diff(cost, u) for u in unknown], "math")
    reference = net.reference["dW"] + net.reference["db"]
    np.testing.assert_allclose(
        np.concatenate([array.ravel() for array in reference]),
        gradient(*given),
        rtol=1e-9,
        atol=1e-12,
    )


@pytest.mark.parametrize("seed", range(4))
def test_formulas_behind_own_values_are_the_references(seed):
    for question in (TWO_LAYER, GRADIENTS):
        for number in range(question.cases):
            net = question.draw_case(seed, number)
            for layer, found in enumerate(net.gradients()):
                for name, part in (("D", "D"), ("dW", "W"), ("db", "b")):
                    reference = net.reference[name][layer]
                    scale = np.abs(reference).max()
                    np.testing.assert_allclose(found[part] / scale, reference / scale, atol=1e-9)


@pytest.mark.parametrize("seed", range(4))
def test_a_delta_can_be_told_from_its_gradients(seed):
    """This is what lets an early slip cost one step."""
    for number in range(GRADIENTS.cases):
        net = GRADIENTS.draw_case(seed, number)
        for layer, found in enumerate(net.gradients(output=lambda last: 2 * last.D)):
            if layer > 0:
                own = net.own_delta(layer, found["W"], found["b"])
                scale = np.abs(found["D"]).max()
                np.testing.assert_allclose(own / scale, found["D"] / scale, atol=1e-5)


def test_cases_avoid_the_aliases_that_hide_mistakes():
    widths = [widths for _, widths in DEEP_SIZES]
    assert {len(w) - 1 for w in widths} == {1, 2, 3, 4, 5}
    assert any(len(set(w)) == 1 for w in widths)
    assert any(len(set(w)) == len(w) > 2 for w in widths)
    assert min(n for n, _ in DEEP_SIZES) >= 3
    assert all(n <= hidden + 1 for n, w in DEEP_SIZES for hidden in w[1:-1])
    assert all(3 <= n <= h + 1 for n, _, h in TWO_LAYER_SIZES)
    for seed in range(5):
        for number in range(GRADIENTS.cases):
            net = GRADIENTS.draw_case(seed, number)
            assert (net.A[-1] > net.Y).any()
            assert (net.A[-1] < net.Y).any()


def step_tables() -> set[tuple[int, ...]]:
    """The truth tables of all step units with small weights."""
    weights = product(range(-3, 4), repeat=3)
    return {tuple(int(w1 * x + w2 * y + b >= 0) for x, y in CORNERS) for w1, w2, b in weights}


def test_xor_takes_more_than_one_unit_and_each_gate_alone_takes_one():
    tables = step_tables()
    assert len(tables) == 14
    assert (0, 1, 1, 0) not in tables
    (alone,) = (found for mistake, found in TABLES.items() if mistake.id == "one-gate-only")
    assert {tuple(table) for table in alone} <= tables


# --- training -----------------------------------------------------------------------------------


def start_of(seed: int, number: int) -> tuple[Training, np.ndarray]:
    case = TRAIN.draw_case(seed, number)
    d, h = case.X.shape[1], case.hidden
    return case, np.random.default_rng(seed).uniform(-1, 1, d * h + 2 * h + 1)


@pytest.mark.parametrize("number", range(3))
def test_steps_follow_the_gradient_that_the_oracle_finds(number):
    case, theta = start_of(3, number)
    if case.hidden > 50:
        case = Training(case.X, case.y, 3, case.alpha, 0)
        theta = theta[: 3 * (case.X.shape[1] + 2) + 1]

    def cost(theta):
        net = case.net(theta)
        return net.loss(net.A[-1])

    exact = oracle.gradient(cost, theta)
    np.testing.assert_allclose(case.gradient(theta), exact, rtol=1e-8, atol=1e-10)
    np.testing.assert_allclose(case.descent.step(theta), theta - case.alpha * exact)


def ended(losses: np.ndarray, tol: float) -> int:
    """The losses of a run, counted one by one."""
    for count in range(2, len(losses) + 1):
        if abs(losses[count - 1] - losses[count - 2]) < tol:
            return count
    return len(losses)


@pytest.mark.parametrize("seed", range(20))
def test_a_tolerance_ends_a_run_where_the_definition_says(seed):
    for number in (1, 2):
        case, theta = start_of(seed, number)
        losses = case.long_losses(theta)
        for tol, length in [*clear_tolerances(losses), best_tolerance(losses, NO_TOL)]:
            assert ended(losses, tol) == length
            # Rounding, even in float32, changes nothing.
            assert ended(losses, tol * 1.02) == ended(losses, tol / 1.02) == length


def test_each_case_shows_what_it_is_for():
    """Few starts have no rate at which the loss rises first; the next start is then taken."""
    found = 0
    for seed in range(20):
        case, theta = start_of(seed, 2)
        wild = case.with_rises(theta)
        if wild is None:
            continue
        found += 1
        losses = wild.long_losses(theta)
        tol, length = best_tolerance(losses, NO_TOL)
        change = np.diff(losses)
        assert change[0] > tol, "a stop test without |·| ends here"
        assert length < LONG
        assert np.abs(change).min() > NO_TOL
        for _ in range(STEPS):
            before, theta = theta, wild.descent.step(theta)
            assert np.abs(theta - before).max() >= VISIBLE
    assert found >= 16
