"""The perceptron, against the numbers that lecture 01 works out by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnlib import perceptron
from nnlib.check import central_difference
from nnlib.datasets import logic_gate, perceptron_example
from nnlib.optim import largest_stable_rate

whole = st.integers(-9, 9)
samples = st.tuples(
    st.lists(whole, min_size=3, max_size=3),
    whole,
    st.lists(whole, min_size=3, max_size=3),
    st.integers(0, 1),
)


def test_lecture_example_step_by_step():
    x, y, w, b = perceptron_example()
    assert perceptron.predict(w, b, x) == 0
    dw, db = perceptron.gradient(w, b, x, y)
    assert (*dw, db) == (1, 2, -3, -1)
    w, b = perceptron.update(w, b, x, y, eta=1)
    assert (*w, b) == (0, -1, 1, -2)
    assert perceptron.predict(w, b, x) == 1


def test_residual_without_threshold_is_thirteen_times_as_large_on_the_lecture_example():
    x, y, w, b = perceptron_example()
    dw, db = perceptron.raw_gradient(w, b, x, y)
    assert (*dw, db) == (13, 26, -39, -13)


def test_prediction_on_the_boundary_is_one():
    assert perceptron.predict([1, -1], 0, [2, 2]) == 1


def test_prediction_is_an_int_for_a_sample_and_ints_for_rows():
    assert type(perceptron.predict([1.0], 0.0, [2.0])) is int
    rows = perceptron.predict([1.0, 1.0], -1.5, logic_gate("and")[0])
    assert rows.dtype == int
    assert rows.tolist() == [0, 0, 0, 1]


@given(samples)
def test_raw_gradient_is_the_gradient_of_half_the_squared_residual(sample):
    w, b, x, y = sample
    dw, db = perceptron.raw_gradient(w, b, x, y)
    measured = central_difference(lambda t: 0.5 * (y - (t[:3] @ np.array(x) + t[3])) ** 2, [*w, b])
    assert [*dw, db] == pytest.approx(measured, rel=1e-6, abs=1e-6)


@given(samples, st.sampled_from([0.25, 0.5, 3]))
def test_update_moves_only_after_a_mistake_and_then_by_eta_x_towards_the_label(sample, eta):
    w, b, x, y = sample
    new_w, new_b = perceptron.update(w, b, x, y, eta)
    direction = y - (1 if np.dot(w, x) + b >= 0 else 0)
    assert new_w.tolist() == [wi + eta * direction * xi for wi, xi in zip(w, x, strict=True)]
    assert new_b == b + eta * direction


def test_arguments_are_not_changed():
    x, y, w, b = perceptron_example()
    perceptron.update(w, b, x, y, eta=1)
    assert x.tolist() == [-1, -2, 3]
    assert w.tolist() == [1, 1, -2]


def test_float32_stays_float32():
    x, y, w, b = perceptron_example()
    x, w = x.astype(np.float32), w.astype(np.float32)
    assert perceptron.update(w, b, x, y, eta=0.5)[0].dtype == np.float32
    assert perceptron.train(np.eye(2, dtype=np.float32), [0, 1], 1, 9).w.dtype == np.float32


@pytest.mark.parametrize("gate", ["or", "and", "nand"])
def test_training_learns_each_separable_gate(gate):
    X, y = logic_gate(gate)
    training = perceptron.train(X, y, eta=1, max_epochs=100)
    assert training.converged
    assert perceptron.predict(training.w, training.b, X).tolist() == y.tolist()


def test_training_on_or_follows_the_steps_worked_by_hand():
    training = perceptron.train(*logic_gate("or"), eta=1, max_epochs=100)
    history = [(*w, b) for w, b in training.history]
    assert history == [(0, 0, 0), (0, 0, -1), (0, 1, 0), (0, 1, -1), (1, 1, 0), (1, 1, -1)]
    assert training.updates == 5
    assert (*training.w, training.b) == history[-1]


def test_training_never_converges_on_xor():
    training = perceptron.train(*logic_gate("xor"), eta=1, max_epochs=50)
    assert not training.converged
    assert training.updates == len(training.history) - 1 >= 50


def test_training_stops_at_once_where_zeros_are_right():
    training = perceptron.train([[3.0], [-2.0]], [1, 1], eta=1, max_epochs=1)
    assert training.converged
    assert training.updates == 0


def test_an_epoch_without_room_to_confirm_has_not_converged():
    X, y = logic_gate("or")
    epochs = next(n for n in range(1, 99) if perceptron.train(X, y, 1, n).converged)
    last = perceptron.train(X, y, 1, epochs - 1)
    assert perceptron.predict(last.w, last.b, X).tolist() == y.tolist()
    assert not last.converged


@given(st.integers(0, 2**32 - 1))
def test_updates_stay_within_the_bound_of_the_convergence_theorem(seed):
    # Novikoff (1962): at most (R/γ)² updates, for rows of length ≤ R that a unit vector separates
    # with margin γ; the bias counts as one more weight on a constant input.
    rng = np.random.default_rng(seed)
    separator = rng.standard_normal(3)
    separator /= np.linalg.norm(separator)
    extended = np.column_stack([rng.standard_normal((20, 2)), np.ones(20)])
    margins = extended @ separator
    keep = abs(margins) > 0.1
    keep[0] = True
    X, y = extended[keep, :2], (margins[keep] > 0).astype(int)
    radius, gamma = np.linalg.norm(extended[keep], axis=1).max(), abs(margins[keep]).min()
    if gamma > 0.05:
        training = perceptron.train(X, y, eta=1, max_epochs=10_000)
        assert training.converged
        assert training.updates <= (radius / gamma) ** 2


def test_training_path_scales_with_eta_but_mistakes_do_not():
    X, y = logic_gate("nand")
    one, half = (perceptron.train(X, y, eta, 100) for eta in (1, 0.5))
    assert one.updates == half.updates
    assert half.w.tolist() == (0.5 * one.w).tolist()


def test_delta_rule_diverges_above_the_stable_rate_and_the_perceptron_rule_does_not():
    x, y, w, b = perceptron_example()
    eta = 1.01 * largest_stable_rate(x[np.newaxis])
    before = abs(y - (w @ x + b))
    dw, db = perceptron.raw_gradient(w, b, x, y)
    after = abs(y - ((w - eta * dw) @ x + b - eta * db))
    assert after == pytest.approx(1.02 * before)
