"""The picture, and the waves that tell its places apart."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnlib import datasets
from nnlib.net import Net
from nnlib.optim import Adam


def test_the_picture_has_an_edge_and_is_one_and_the_same_at_every_size():
    small, large = datasets.colour_image(32), datasets.colour_image(96)
    assert (small.shape, large.shape) == ((32, 32, 3), (96, 96, 3))
    assert 0 <= large.min() < large.max() <= 1
    # A pixel of the small picture has the centre of the middle one of its 3×3 in the large picture.
    assert large[1::3, 1::3] == pytest.approx(small)
    assert np.abs(np.diff(large, axis=1)).max() > 0.5


def test_pixels_are_positions_and_colours_row_after_row():
    image = np.arange(18.0).reshape(2, 3, 3) / 18
    P, C = datasets.pixels(image)
    across, down = [1 / 6, 1 / 2, 5 / 6], [1 / 4, 3 / 4]
    assert pytest.approx(np.array([(x, y) for y in down for x in across])) == P
    assert (C.reshape(image.shape) == image).all()
    C[:] = 0
    assert image[-1, -1, -1] == 17 / 18


def test_frequencies_are_normal_with_the_deviation_asked_for():
    F = datasets.draw_frequencies(20_000, 5.0, np.random.default_rng(0))
    assert F.shape == (2, 20_000)
    assert F.mean(axis=1) == pytest.approx([0, 0], abs=0.15)
    assert F.std(axis=1) == pytest.approx([5, 5], rel=0.03)


def test_fourier_features_by_hand():
    P, F = [[0.25, 0.5]], [[1.0, 0.0, 1.0], [0.0, 1.0, 0.5]]
    # Phases π/2, π and π.
    assert datasets.fourier_features(P, F) == pytest.approx(
        np.array([[1, 0, 0, 0, -1, -1]]), abs=1e-15
    )


@given(st.integers(1, 6), st.integers(1, 9), st.integers(0, 2**32 - 1))
def test_the_product_of_fourier_features_knows_only_how_far_apart_two_places_are(m, k, seed):
    rng = np.random.default_rng(seed)
    P, F = rng.uniform(0, 1, (m, 2)), 3 * rng.standard_normal((2, k))
    features = datasets.fourier_features(P, F)
    assert features.shape == (m, 2 * k)
    apart = P[:, np.newaxis] - P
    assert pytest.approx(np.cos(2 * np.pi * apart @ F).sum(axis=2)) == features @ features.T


def test_pictures_and_features_keep_float32():
    P, C = datasets.pixels(datasets.colour_image(4).astype(np.float32))
    frequencies = datasets.draw_frequencies(3, 2.0, np.random.default_rng(0))
    assert {each.dtype for each in (P, C, datasets.fourier_features(P, frequencies))} == {
        np.dtype(np.float32)
    }


def test_a_network_paints_finer_from_fourier_features_than_from_positions():
    rng = np.random.default_rng(0)
    P, C = datasets.pixels(datasets.colour_image(16))
    errors = []
    for inputs in (P, datasets.fourier_features(P, datasets.draw_frequencies(16, 3.0, rng))):
        net = Net([inputs.shape[1], 32, 3], ["relu", "sigmoid"], "half_mean_squared", rng)
        errors.append(net.fit(inputs, C, Adam(0.01), 60, 32, rng)[-1])
    assert errors[1] < 0.5 * errors[0]
