"""Optimisers, schedules, batches and the stable rate, against closed forms."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnlib.losses import binary_cross_entropy, half_mean_squared
from nnlib.optim import (
    Adam,
    GradientDescent,
    Momentum,
    constant,
    inverse_time,
    largest_stable_rate,
    minibatches,
    step_decay,
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


@given(st.floats(0, 0.99), st.integers(0, 2**32 - 1))
def test_momentum_is_polyaks_heavy_ball(beta, seed):
    # θ(t+1) = θ(t) − η∇J + β(θ(t) − θ(t−1)), which knows positions only, no velocity.
    rng = np.random.default_rng(seed)
    optimiser, theta, path = Momentum(0.1, beta), np.zeros(3), [np.zeros(3), np.zeros(3)]
    for slope in rng.standard_normal((6, 3)):
        optimiser.step(theta, slope)
        path.append(path[-1] - 0.1 * slope + beta * (path[-1] - path[-2]))
        assert theta == pytest.approx(path[-1])


def test_the_first_step_of_adam_goes_by_eta_against_each_sign():
    theta = np.zeros(4)
    Adam(0.01).step(theta, np.array([1e-3, -2.0, 3e5, 0.0]))
    assert theta == pytest.approx([-0.01, 0.01, -0.01, 0], rel=1e-4)


def test_adam_worked_by_hand():
    # β₁ = ½, β₂ = ¾, slopes 1 then −1: m̂ = 1, then (¼ − ½)/¾ = −⅓; v̂ = 1 both times.
    theta, optimiser = np.zeros(1), Adam(0.3, beta1=0.5, beta2=0.75, epsilon=1e-12)
    optimiser.step(theta, np.array([1.0]))
    assert theta[0] == pytest.approx(-0.3)
    optimiser.step(theta, np.array([-1.0]))
    assert theta[0] == pytest.approx(-0.3 + 0.3 / 3)


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


OPTIMISERS = [lambda: GradientDescent(0.1), lambda: Momentum(0.1, 0.5), lambda: Adam(0.1)]


@pytest.mark.parametrize("make", OPTIMISERS)
def test_steps_change_theta_in_place_keep_float32_and_leave_the_gradient(make):
    optimiser = make()
    theta, gradient = np.ones((2, 2), np.float32), np.full((2, 2), 2, np.float32)
    view = theta[0]
    for _ in range(2):
        before = view.copy()
        optimiser.step(theta, gradient)
        assert (view < before).all()
    assert theta.dtype == np.float32
    assert (gradient == 2).all()
    for state in ("velocity", "mean", "square"):
        assert getattr(optimiser, state, theta).dtype == np.float32


@pytest.mark.parametrize("make", OPTIMISERS)
@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_a_gradient_that_is_not_finite_is_refused_and_has_no_effect(make, bad):
    optimiser, theta, other, fresh = make(), np.ones(3), np.ones(3), make()
    with pytest.raises(ValueError, match="gradient must be finite"):
        optimiser.step(theta, np.array([1.0, bad, 1.0]))
    assert theta.tolist() == [1, 1, 1]
    optimiser.step(theta, np.full(3, 2.0))
    fresh.step(other, np.full(3, 2.0))
    assert theta.tolist() == other.tolist()


def test_a_gradient_may_be_as_large_as_a_float():
    # Its square is not a float any more, yet the gradient is finite.
    theta = np.zeros(2, np.float32)
    GradientDescent(1e-30).step(theta, np.array([1e30, -1e30], np.float32))
    assert theta == pytest.approx([-1, 1])


@pytest.mark.parametrize("make", OPTIMISERS[1:])
def test_an_optimiser_with_a_memory_serves_one_theta(make):
    optimiser = make()
    optimiser.step(np.ones(3), np.ones(3))
    with pytest.raises(ValueError, match=r"theta must keep its shape \(3,\).*, but had \(1,\)"):
        optimiser.step(np.ones(1), np.ones(1))


def test_schedules():
    assert [constant(0.3)(t) for t in (1, 2, 9)] == [0.3, 0.3, 0.3]
    assert [inverse_time(0.1)(t) for t in (1, 2, 4)] == [0.1, 0.05, 0.025]
    halves = step_decay(0.8, 0.5, 3)
    assert [halves(t) for t in range(1, 9)] == [0.8, 0.8, 0.8, 0.4, 0.4, 0.4, 0.2, 0.2]
    assert [step_decay(1, 0.1, 1)(t) for t in (1, 2, 3)] == pytest.approx([1, 0.1, 0.01])


def losses_of_descent(loss, X, y, theta, eta, steps):
    """Return J before, and after each full-batch step on z = Xw + b, θ = (w, b)."""
    extended = np.column_stack([X, np.ones(len(X))])
    history = []
    for _ in range(steps):
        J, dz = loss(extended @ theta, y)
        history.append(J)
        theta = theta - eta * extended.T @ dz
    return np.array([*history, loss(extended @ theta, y)[0]])


@given(
    st.sampled_from([(6, 2), (3, 5), (1, 1), (20, 3)]),
    st.sampled_from([half_mean_squared, binary_cross_entropy]),
    st.integers(0, 2**32 - 1),
)
def test_below_the_largest_stable_rate_every_step_lowers_the_loss(shape, loss, seed):
    rng = np.random.default_rng(seed)
    X, y = rng.uniform(-3, 5, shape), rng.integers(0, 2, shape[0]).astype(float)
    start = 3 * rng.standard_normal(shape[1] + 1)
    limit = largest_stable_rate(X, loss.__name__)
    history = losses_of_descent(loss, X, y, start, 0.99 * limit, 40)
    # Close to a minimum what is left to gain drowns in rounding.
    assert (np.diff(history) < 1e-15 * history[0]).all()
    assert history[-1] < history[0]


@given(st.sampled_from([(6, 2), (3, 5), (1, 1)]), st.integers(0, 2**32 - 1))
def test_above_it_descent_on_a_squared_loss_diverges(shape, seed):
    rng = np.random.default_rng(seed)
    X, y = rng.uniform(-3, 5, shape), rng.standard_normal(shape[0])
    start = 3 * rng.standard_normal(shape[1] + 1)
    history = losses_of_descent(half_mean_squared, X, y, start, 1.05 * largest_stable_rate(X), 1000)
    assert history[-1] > 1e12 * history[0]


def test_above_it_a_cross_entropy_may_rise_so_no_larger_rate_is_safe():
    # With y = ½ the minimum is at θ = 0, where every p is ½ and the curvature is largest.
    X, y = np.random.default_rng(0).uniform(-3, 5, (8, 2)), np.full(8, 0.5)
    limit = largest_stable_rate(X, "binary_cross_entropy")
    for factor, ends_higher in ((0.95, False), (1.05, True)):
        history = losses_of_descent(
            binary_cross_entropy, X, y, np.full(3, 1e-4), factor * limit, 300
        )
        assert (history[-1] > history[0]) == ends_higher


def test_above_it_a_cross_entropy_may_still_converge():
    # All is far on the right side: p(1 − p) is tiny, so the slope hardly changes along a step.
    X, y = np.array([[1.0], [2.0], [-1.0]]), np.array([1.0, 1.0, 0.0])
    eta = 20 * largest_stable_rate(X, "binary_cross_entropy")
    history = losses_of_descent(binary_cross_entropy, X, y, np.array([9.0, 0.0]), eta, 50)
    assert (np.diff(history) < 0).all()


def test_the_largest_stable_rate_by_hand():
    # X = (1, −1)ᵀ: the Hessian is the identity.
    assert largest_stable_rate([[1.0], [-1.0]]) == pytest.approx(2)
    # One sample x = 2: the Hessian's only eigenvalue above 0 is 2² + 1.
    assert largest_stable_rate([[2.0]]) == pytest.approx(0.4)
    # p(1 − p) ≤ ¼ makes the curvature at most a quarter of that.
    assert largest_stable_rate([[2.0]], "binary_cross_entropy") == pytest.approx(1.6)


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
