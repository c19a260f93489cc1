"""The heart data, against what their source says of them."""

import importlib.resources

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnlib import datasets

# The first five patients as the UCI file has them, zeros included (a lecture lost them).
FIRST_FIVE = [
    [63, 1, 1, 145, 233, 1, 2, 150, 0, 2.3, 3, 0, 6],
    [67, 1, 4, 160, 286, 0, 2, 108, 1, 1.5, 2, 3, 3],
    [67, 1, 4, 120, 229, 0, 2, 129, 1, 2.6, 2, 2, 7],
    [37, 1, 3, 130, 250, 0, 0, 187, 0, 3.5, 3, 0, 3],
    [41, 0, 2, 130, 204, 0, 2, 172, 0, 1.4, 1, 0, 3],
]


def test_heart_is_the_cleveland_data():
    heart = datasets.load_heart()
    assert heart.X.shape == (303, 13)
    assert heart.X[:5].tolist() == FIRST_FIVE
    assert heart.y[:5].tolist() == [0, 1, 1, 0, 0]
    assert np.bincount(heart.y).tolist() == [164, 139]
    missing = dict(zip(heart.columns, np.isnan(heart.X).sum(axis=0).tolist(), strict=True))
    assert {name: n for name, n in missing.items() if n} == {"ca": 4, "thal": 2}
    assert np.count_nonzero(~np.isnan(heart.X).any(axis=1)) == 297


def test_heart_tells_its_columns_its_missing_cells_and_its_source():
    heart = datasets.load_heart()
    for name in heart.columns:
        assert f"{name}: " in heart.description
    assert "3; 4 missing" in heart.description
    for word in ("Janosi", "Steinbrunn", "Pfisterer", "Detrano", "1988", "CC BY 4.0"):
        assert word in heart.description


def test_heart_columns_have_the_names_of_the_file():
    heart = datasets.load_heart()
    path = importlib.resources.files("nnlib").joinpath("data/heart.csv")
    header = path.read_text(encoding="utf-8").splitlines()[0]
    assert header.split(",") == [*heart.columns, "ahd"]
    assert heart.column("max_hr")[:3].tolist() == [150, 108, 129]
    assert heart.column("ahd").tolist() == heart.y.tolist()


def test_heart_comes_fresh_each_time():
    datasets.load_heart().X[:] = 0
    assert datasets.load_heart().X[0, 0] == 63


@given(st.integers(0, 2**32 - 1))
def test_standardised_columns_have_mean_0_and_deviation_1_and_can_be_taken_back(seed):
    rng = np.random.default_rng(seed)
    X = rng.uniform(0.1, 100, 3) * rng.standard_normal((20, 3)) + rng.uniform(-100, 100, 3)
    Z, mean, std = datasets.standardise(X)
    assert Z.mean(axis=0) == pytest.approx(0, abs=1e-12)
    assert (Z**2).mean(axis=0) == pytest.approx(1)
    assert Z * std + mean == pytest.approx(X)


def test_new_patients_are_measured_by_the_old_mean_and_deviation():
    _, mean, std = datasets.standardise([[120.0, 40.0], [160.0, 60.0]])
    assert ((np.array([180.0, 50.0]) - mean) / std).tolist() == [2, 0]


def test_standardise_takes_one_column():
    Z, mean, std = datasets.standardise([1, 2, 3])
    assert (mean, std) == (2, pytest.approx(np.sqrt(2 / 3)))
    assert pytest.approx([-np.sqrt(1.5), 0, np.sqrt(1.5)]) == Z


def test_standardise_refuses_a_column_without_variation_even_if_its_mean_rounds():
    with pytest.raises(ValueError, match="X must vary in every column"):
        datasets.standardise(np.column_stack([np.arange(3.0), np.full(3, 0.1)]))
