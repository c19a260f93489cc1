"""Where the clouds lie, and what parts their classes."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnlib import datasets
from nnlib.net import Net


def halves_in_random_order(cloud, m, seed):
    X, y = cloud(m, np.random.default_rng(seed))
    again, same = cloud(m, np.random.default_rng(seed))
    assert X.shape == (m, 2)
    assert np.bincount(y, minlength=2).tolist() == [m - m // 2, m // 2]
    assert (again == X).all()
    assert (y == same).all()


@given(st.integers(2, 200), st.integers(0, 2**32 - 1))
def test_every_cloud_is_two_halves_that_the_generator_decides(m, seed):
    for cloud in (datasets.blobs, datasets.moons, datasets.rings):
        halves_in_random_order(cloud, m, seed)


def test_clouds_come_in_random_order():
    for cloud in (datasets.blobs, datasets.moons, datasets.rings):
        y = cloud(1000, np.random.default_rng(0))[1]
        # A label is followed by another one about every second time.
        assert 400 < np.count_nonzero(np.diff(y)) < 600


def test_blobs_lie_where_the_docstring_says():
    X, y = datasets.blobs(20_000, np.random.default_rng(0))
    for label, centre in ((0, [-2, -1]), (1, [2, 1])):
        assert X[y == label].mean(axis=0) == pytest.approx(centre, abs=0.05)
        assert X[y == label].std(axis=0) == pytest.approx([1, 1], abs=0.05)


def test_moons_are_half_circles_that_reach_into_each_other():
    X, y = datasets.moons(20_000, np.random.default_rng(0))
    for label, centre, side in ((0, [0, 0], 1), (1, [1, 0.5], -1)):
        offset = X[y == label] - centre
        assert np.hypot(*offset.T) == pytest.approx(1, abs=0.5)
        assert np.hypot(*offset.T).std() == pytest.approx(0.1, rel=0.05)
        # The mean height of half a unit circle is 2/π.
        assert offset.mean(axis=0) == pytest.approx([0, side * 2 / np.pi], abs=0.02)


def test_rings_have_radius_1_and_a_half_around_one_centre():
    X, y = datasets.rings(20_000, np.random.default_rng(0))
    for label, radius in ((0, 1), (1, 0.5)):
        found = np.hypot(*X[y == label].T)
        # Noise across the circle adds σ²/2r to the mean radius.
        assert found.mean() == pytest.approx(radius + 0.005 / radius, abs=0.005)
        assert found.std() == pytest.approx(0.1, rel=0.05)
        assert X[y == label].mean(axis=0) == pytest.approx([0, 0], abs=0.02)


@pytest.mark.parametrize(("cloud", "line"), [(datasets.moons, 0.93), (datasets.rings, 0.7)])
def test_moons_and_rings_need_more_than_a_line(cloud, line):
    rng = np.random.default_rng(0)
    X, y = cloud(400, rng)
    right = []
    for widths, activations in (([2, 1], "identity"), ([2, 16, 1], ["tanh", "identity"])):
        net = Net(widths, activations, "binary_cross_entropy", rng)
        net.fit(X, y[:, np.newaxis], 1.0, 150, 20, rng)
        right.append((net.predict(X)[:, 0] == y).mean())
    assert right[0] < line
    assert right[1] > 0.97


def test_modified_heart_is_ill_in_the_middle_as_often_as_the_docstring_says():
    x, y = datasets.modified_heart(60_000, np.random.default_rng(0))
    assert (x.min() > 90, x.max() < 200, sorted(set(y.tolist()))) == (True, True, [0, 1])
    for rate in (95, 120, 130, 140, 160, 185):
        near = np.abs(x - rate) < 1
        expected = 1 / (1 + np.exp((120 - rate) / 4)) - 1 / (1 + np.exp((160 - rate) / 4))
        assert y[near].mean() == pytest.approx(expected, abs=0.05)


def test_modified_heart_defeats_one_logistic_curve_but_not_two():
    rng = np.random.default_rng(0)
    x, y = datasets.modified_heart(300, rng)
    Z = datasets.standardise(x)[0][:, np.newaxis]
    one = Net([1, 1], "identity", "binary_cross_entropy", rng)
    two = Net([1, 2, 1], ["sigmoid", "identity"], "binary_cross_entropy", rng)
    losses = [net.fit(Z, y[:, np.newaxis], 2.0, 300, 30, rng)[-1] for net in (one, two)]
    # Knowing only how many are ill costs their entropy; one curve hardly gains on that.
    share = y.mean()
    entropy = -share * np.log(share) - (1 - share) * np.log(1 - share)
    assert losses[0] > 0.9 * entropy
    assert losses[1] < 0.35 * entropy
