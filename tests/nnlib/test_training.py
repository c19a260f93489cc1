"""Training: batches, rows set aside, when to stop, progress."""

import numpy as np
import pytest

from nnlib import training
from nnlib.datasets import logic_gate, moons
from nnlib.net import Net
from nnlib.optim import Adam, inverse_time, minibatches


def make(seed, loss="half_mean_squared"):
    rng = np.random.default_rng(seed)
    net = Net([2, 4, 1], ["tanh", "identity"], loss, rng)
    return net, rng.standard_normal((10, 2)), rng.uniform(0, 1, (10, 1))


def test_fit_with_a_whole_batch_takes_one_gradient_step():
    net, X, Y = make(7)
    before = net.theta.copy()
    net.forward(X)
    start = net.backward(Y)
    gradient = net.gradient.copy()
    history = net.fit(X, Y, 0.25, 1, 10, np.random.default_rng(0))
    assert (before - net.theta) / 0.25 == pytest.approx(gradient, rel=1e-12, abs=1e-15)
    assert history == pytest.approx([start, net.loss(X, Y)])


def test_fit_on_batches_is_the_loop_of_the_lecture_with_the_last_batch_kept():
    net, X, Y = make(8)
    other, _, _ = make(8)
    net.fit(X, Y, inverse_time(0.5), 3, 4, np.random.default_rng(1))
    rng = np.random.default_rng(1)
    for t in (1, 2, 3):
        batches = minibatches(10, 4, rng)
        assert [len(batch) for batch in batches] == [4, 4, 2]
        for batch in batches:
            other.forward(X[batch])
            other.backward(Y[batch])
            other.theta -= 0.5 / t * other.gradient
    assert net.theta == pytest.approx(other.theta, rel=1e-12)


def test_fit_takes_an_optimiser():
    net, X, Y = make(9, "binary_cross_entropy")
    Y = (X[:, :1] > X[:, 1:]).astype(int)
    history = net.fit(X, Y, Adam(0.05), 100, 5, np.random.default_rng(2))
    assert len(history) == 101
    assert history[-1] < 0.1 < history[0]


def test_fit_with_the_same_seed_gives_the_same_network():
    first, second = make(10), make(10)
    for net, X, Y in (first, second):
        net.fit(X, Y, 0.1, 5, 3, np.random.default_rng(3))
    assert (first[0].theta == second[0].theta).all()


@pytest.mark.parametrize(
    ("initial", "loss", "validation_loss"),
    [
        ("uniform", 0.8248190888959311, 0.8289737729556201),
        ("gaussian", 0.6192327685999314, 0.7114454273364698),
        ("glorot", 0.48924680237079776, 0.5915743016059771),
        ("he", 0.9731955001598237, 0.9400373486199491),
    ],
)
def test_a_seed_means_the_same_on_every_machine_and_numpy(initial, loss, validation_loss):
    rng = np.random.default_rng(2026)
    X, y = moons(40, rng)
    net = Net([2, 5, 1], ["tanh", "identity"], "binary_cross_entropy", rng, initial=initial)
    history = net.fit(X, y[:, np.newaxis], Adam(0.01), 5, 8, rng, validation=0.25)
    assert history[-1] == pytest.approx(loss, rel=1e-12)
    assert history.validation[-1] == pytest.approx(validation_loss, rel=1e-12)


def test_fit_learns_xor_as_lecture_07_does():
    X, y = logic_gate("xor")
    rng = np.random.default_rng(0)
    net = Net([2, 2, 1], "sigmoid", "half_squared", rng)
    net.theta[:] = rng.uniform(-1, 1, net.theta.size)
    net.fit(X, y[:, np.newaxis], 4.0, 2000, 4, rng)
    assert net.predict(X)[:, 0] == pytest.approx(y, abs=0.05)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_a_rate_that_is_too_large_stops_with_its_cause(dtype):
    net = Net([2, 1], "identity", "half_mean_squared", np.random.default_rng(4), dtype)
    X = np.array([[3.0, 1.0], [-2.0, 4.0]])
    with pytest.raises(FloatingPointError, match="was the learning rate too large"):
        net.fit(X, [[1.0], [2.0]], 10.0, 1000, 2, np.random.default_rng(0))


def test_rows_set_aside_are_looked_at_and_never_learnt_from():
    net, X, Y = make(15)
    X[0], Y[0] = 1e3, 0.5  # one row that would show in every gradient it took part in
    start = net.theta.copy()
    seen = []
    for seed in range(6):
        net.theta[:] = start
        history = net.fit(X, Y, 0.1, 1, 20, np.random.default_rng(seed), validation=0.3)
        assert len(history) == len(history.validation) == 2
        order = np.random.default_rng(seed).permutation(10)
        aside, learnt = order[:3], order[3:]
        assert history[-1] == pytest.approx(net.loss(X[learnt], Y[learnt]))
        assert history.validation[-1] == pytest.approx(net.loss(X[aside], Y[aside]))
        step = (start - net.theta) / 0.1
        net.theta[:] = start
        net.forward(X[learnt])
        net.backward(Y[learnt])
        assert step == pytest.approx(net.gradient, rel=1e-9, abs=1e-12)
        seen.append(0 in aside)
    assert set(seen) == {True, False}


def test_without_rows_set_aside_there_is_no_validation_loss():
    net, X, Y = make(16)
    history = net.fit(X, Y, 0.1, 2, 5, np.random.default_rng(0))
    assert history.validation == []
    assert not history.converged


def test_training_stops_once_two_losses_differ_by_less_than_the_tolerance():
    net, X, Y = make(17)
    history = net.fit(X, Y, 0.1, 1000, 10, np.random.default_rng(0), tolerance=1e-5)
    assert history.converged
    assert len(history) < 1000
    changes = np.abs(np.diff(history))
    assert changes[-1] < 1e-5
    assert (changes[:-1] >= 1e-5).all()


def test_a_tiny_rate_fools_the_tolerance_as_lecture_07_tells():
    # C = w²/2 with w = 1: a step of rate 1e-7 changes the loss by 1e-7, less than 1e-6.
    net = Net([1, 1], "identity", "half_squared", np.random.default_rng(0))
    net.theta[:] = [1, 0]
    history = net.fit([[1.0]], [[0.0]], 1e-7, 100, 1, np.random.default_rng(0), tolerance=1e-6)
    assert history.converged
    assert len(history) == 2
    assert history[-1] == pytest.approx(0.5, abs=1e-6)


def test_a_stop_names_the_epoch():
    net = Net([2, 1], "identity", "half_mean_squared", np.random.default_rng(4))
    X = np.array([[3.0, 1.0], [-2.0, 4.0]])
    with pytest.raises(FloatingPointError, match=r"training stopped in epoch \d+: .*learning rate"):
        net.fit(X, [[1.0], [2.0]], 10.0, 1000, 2, np.random.default_rng(0))


def test_a_gradient_too_large_is_a_stop_as_well():
    # With ŷ = 1.5·10¹⁵⁴ the loss ½ŷ² is still a float, but ∂J/∂W[0] = ŷ² is above 1.8·10³⁰⁸.
    net = Net([1, 1, 1], "identity", "half_squared", np.random.default_rng(0))
    net.theta[:] = [1, 0, 1.5e154, 0]
    with pytest.raises(FloatingPointError, match="gradient must be finite"):
        net.fit([[1.0]], [[0.0]], 0.1, 1, 1, np.random.default_rng(0))


def test_a_bar_shows_once_training_has_taken_a_second(capsys, monkeypatch):
    seconds = [0.0]
    monkeypatch.setattr("tqdm.std.time", lambda: seconds[0])
    net, X, Y = make(18)
    for progress in (True, False):
        net.fit(X, Y, 0.01, 2, 5, np.random.default_rng(0), progress=progress)
        assert capsys.readouterr() == ("", "")

    def slow(t):
        seconds[0] += 0.4
        return 0.01

    net.fit(X, Y, slow, 5, 5, np.random.default_rng(0))
    shown, errors = capsys.readouterr()
    assert "epoch" in shown
    assert errors == ""


class Line:
    """Least squares ½(θx − y)² on one number, with all that `fit` asks of what it trains."""

    def __init__(self):
        self.theta = np.zeros(1)

    def loss(self, X, Y):
        return float(((self.theta * X - Y) ** 2).sum() / 2)

    def loss_and_gradient(self, X, Y):
        return self.loss(X, Y), ((self.theta * X - Y) * X).sum(keepdims=True)


def test_whatever_has_a_loss_and_its_gradient_can_be_trained():
    line, x, y = Line(), np.array([1.0, 2.0]), np.array([3.0, 5.0])
    history = training.fit(
        line,
        x,
        y,
        optimiser=0.1,
        epochs=100,
        size=2,
        rng=np.random.default_rng(0),
        validation=0.0,
        tolerance=None,
        progress=False,
    )
    assert line.theta == pytest.approx(x @ y / (x @ x))
    assert history[:2] == pytest.approx([17, (1.7**2 + 2.4**2) / 2])
