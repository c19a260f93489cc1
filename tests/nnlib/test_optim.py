"""Optimisers, schedules, batches and the stable rate, against closed forms."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnlib.optim import (
    Adam,
    GradientDescent,
    Momentum,
    constant,
    inverse_time,
    largest_stable_rate,
    minibatches,
)


def test_gradient_descent_overshoots_above_two_over_the_curvature():
    # L = 2w² has curvature 4: with rate 0.6 > ½ each step multiplies w by −1.4.
    w = np.array([1.0])
    for _ in range(10):
        GradientDescent(0.6).step(w, 4 * w)
    assert w[0] == pytest.approx(28.93, abs=0.005)


def test_all_partial_derivatives_are_taken_at_the_same_point():
    # ½(w1 + w2 − 1)² from zeros with rate ½: together (½, ½), one after the other (½, ¼).
    w = np.zeros(2)
    GradientDescent(0.5).step(w, np.full(2, w.sum() - 1))
    assert w.tolist() == [0.5, 0.5]


def test_momentum_follows_its_closed_form_on_a_constant_slope():
    # v_t = (1 − βᵗ)/(1 − β), and θ falls by η times the sum of v.
    theta, optimiser, beta = np.zeros(1), Momentum(0.1, 0.9), 0.9
    for _ in range(20):
        optimiser.step(theta, np.ones(1))
    velocities = [(1 - beta**t) / (1 - beta) for t in range(1, 21)]
    assert theta[0] == pytest.approx(-0.1 * sum(velocities))


def test_momentum_without_memory_is_gradient_descent():
    a, b = np.array([1.0, -2.0]), np.array([1.0, -2.0])
    momentum, descent = Momentum(0.3, 0), GradientDescent(0.3)
    for _ in range(5):
        momentum.step(a, 2 * a)
        descent.step(b, 2 * b)
    assert a == pytest.approx(b)


@given(st.floats(1e-3, 1e3), st.integers(1, 20))
def test_adam_steps_by_eta_on_a_constant_slope_whatever_its_size(slope, steps):
    theta, optimiser = np.array([5.0, 5.0]), Adam(0.01)
    for _ in range(steps):
        optimiser.step(theta, np.array([slope, -slope]))
    assert theta == pytest.approx([5 - 0.01 * steps, 5 + 0.01 * steps], rel=1e-6)


def test_adam_agrees_with_its_algorithm_on_a_changing_slope():
    slopes = [0.5, -1.0, 2.0]
    theta, optimiser = np.zeros(1), Adam(0.1, beta1=0.8, beta2=0.9, epsilon=1e-6)
    for slope in slopes:
        optimiser.step(theta, np.array([slope]))
    expected = 0.0
    for t in (1, 2, 3):
        seen = np.array(slopes[:t])
        age = np.arange(t)[::-1]
        mean = np.sum(0.2 * 0.8**age * seen) / (1 - 0.8**t)
        square = np.sum(0.1 * 0.9**age * seen**2) / (1 - 0.9**t)
        expected -= 0.1 * mean / (np.sqrt(square) + 1e-6)
    assert theta[0] == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize("optimiser", [GradientDescent(0.1), Momentum(0.1, 0.5), Adam(0.1)])
def test_a_step_changes_theta_in_place_keeps_float32_and_leaves_the_gradient(optimiser):
    theta, gradient = np.ones((2, 2), np.float32), np.full((2, 2), 2, np.float32)
    view = theta[0]
    optimiser.step(theta, gradient)
    assert (view < 1).all()
    assert theta.dtype == np.float32
    assert (gradient == 2).all()


def test_schedules():
    assert [constant(0.3)(t) for t in (1, 2, 9)] == [0.3, 0.3, 0.3]
    assert [inverse_time(0.1)(t) for t in (1, 2, 4)] == [0.1, 0.05, 0.025]


def descend(X, y, eta, steps):
    """Return the residual's size before and after full-batch descent on 1/(2m) Σ (Xw + b − y)²."""
    m, w, b = len(X), np.zeros(X.shape[1]), 0.0
    for _ in range(steps):
        residual = X @ w + b - y
        w, b = w - eta * X.T @ residual / m, b - eta * residual.mean()
    return np.linalg.norm(w) + abs(b)


@pytest.mark.parametrize("shape", [(6, 2), (3, 5), (1, 1)])
def test_the_largest_stable_rate_parts_descent_that_stays_from_descent_that_diverges(shape):
    rng = np.random.default_rng(0)
    X, y = 3 * rng.standard_normal(shape) + 1, rng.standard_normal(shape[0])
    limit = largest_stable_rate(X)
    assert descend(X, y, 0.98 * limit, 3000) < 1e3
    assert descend(X, y, 1.02 * limit, 3000) > 1e12


def test_the_largest_stable_rate_by_hand():
    # X = (1, −1)ᵀ: the Hessian is the identity.
    assert largest_stable_rate([[1.0], [-1.0]]) == pytest.approx(2)
    # One sample x = 2: the Hessian's only eigenvalue above 0 is 2² + 1.
    assert largest_stable_rate([[2.0]]) == pytest.approx(0.4)


@given(st.integers(1, 50), st.integers(1, 60), st.integers(0, 2**32 - 1))
def test_minibatches_hold_every_row_once(n, size, seed):
    batches = minibatches(n, size, np.random.default_rng(seed))
    assert sorted(np.concatenate(batches).tolist()) == list(range(n))
    assert [len(batch) for batch in batches[:-1]] == [size] * (len(batches) - 1)
    assert 1 <= len(batches[-1]) <= size


def test_minibatches_are_shuffled_anew_as_the_generator_says():
    rng = np.random.default_rng(1)
    first, second = (np.concatenate(minibatches(100, 7, rng)).tolist() for _ in range(2))
    assert first != second
    again = minibatches(100, 7, np.random.default_rng(1))
    assert np.concatenate(again).tolist() == first
