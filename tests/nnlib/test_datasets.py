"""The data, against what their sources say of them."""

import builtins
import importlib.resources

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnlib import datasets
from nnlib.net import Net
from nnlib.perceptron import predict

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


def test_standardise_takes_one_column():
    Z, mean, std = datasets.standardise([1, 2, 3])
    assert (mean, std) == (2, pytest.approx(np.sqrt(2 / 3)))
    assert pytest.approx([-np.sqrt(1.5), 0, np.sqrt(1.5)]) == Z


def test_standardise_refuses_a_column_without_variation_even_if_its_mean_rounds():
    with pytest.raises(ValueError, match="X must vary in every column"):
        datasets.standardise(np.column_stack([np.arange(3.0), np.full(3, 0.1)]))


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("or", lambda a, b: a or b),
        ("and", lambda a, b: a and b),
        ("nand", lambda a, b: not (a and b)),
        ("xor", lambda a, b: a != b),
    ],
)
def test_gates_follow_their_rules(name, rule):
    X, y = datasets.logic_gate(name)
    assert X.tolist() == [[0, 0], [0, 1], [1, 0], [1, 1]]
    assert y.tolist() == [int(rule(*row)) for row in X.tolist()]


def test_perceptron_example_is_the_one_of_lecture_01():
    x, y, w, b = datasets.perceptron_example()
    assert (x.tolist(), y, w.tolist(), b) == ([-1, -2, 3], 1, [1, 1, -2], -3)
    assert w @ x + b == -12
    assert predict(w, b, x) == 0


def test_three_layer_example_fits_together_with_all_sizes_different():
    X, Y, p = datasets.three_layer_example()
    shapes = {name: value.shape for name, value in p.items()}
    assert shapes == {
        "W1": (2, 4), "b1": (4,), "W2": (4, 3), "b2": (3,), "Wo": (3, 1), "bo": (1,)
    }  # fmt: skip
    assert (X.shape, Y.shape) == ((5, 2), (5, 1))


@given(st.integers(2, 200), st.integers(0, 2**32 - 1))
def test_blobs_are_two_halves_that_a_line_nearly_parts(m, seed):
    X, y = datasets.blobs(m, np.random.default_rng(seed))
    assert X.shape == (m, 2)
    assert np.bincount(y).tolist() == [m - m // 2, m // 2]
    again, _ = datasets.blobs(m, np.random.default_rng(seed))
    assert (again == X).all()


def test_blobs_lie_where_the_docstring_says():
    X, y = datasets.blobs(20_000, np.random.default_rng(0))
    for label, centre in ((0, [-2, -1]), (1, [2, 1])):
        assert X[y == label].mean(axis=0) == pytest.approx(centre, abs=0.05)
        assert X[y == label].std(axis=0) == pytest.approx([1, 1], abs=0.05)


def test_digits_are_images_between_0_and_1_that_a_network_learns():
    pytest.importorskip("sklearn")
    X, labels = datasets.load_digits()
    assert X.shape == (1797, 64)
    assert (X.min(), X.max()) == (0, 1)
    assert sorted(set(labels.tolist())) == list(range(10))
    rng = np.random.default_rng(0)
    order = rng.permutation(len(X))
    train, test = order[:1400], order[1400:]
    net = Net([64, 32, 10], ["relu", "identity"], "softmax_cross_entropy", rng)
    net.fit(X[train], labels[train], 0.5, 20, 32, rng)
    assert (net.predict(X[test]) == labels[test]).mean() > 0.95


@pytest.mark.parametrize("load", [datasets.load_digits, datasets.load_mnist])
def test_without_scikit_learn_the_error_says_what_to_install(load, monkeypatch):
    real = builtins.__import__

    def without(name, *rest):
        if name.startswith("sklearn"):
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(ImportError, match=rf"{load.__name__} needs scikit-learn.*pip install"):
        load()


def test_mnist_without_network_says_so(monkeypatch):
    source = pytest.importorskip("sklearn.datasets")

    def unreachable(*_, **__):
        raise OSError("no route")

    monkeypatch.setattr(source, "fetch_openml", unreachable)
    with pytest.raises(OSError, match=r"must reach OpenML .* \(no route\)"):
        datasets.load_mnist()


def test_mnist_pixels_are_scaled_and_labels_are_whole_numbers(monkeypatch):
    source = pytest.importorskip("sklearn.datasets")

    class Fetched:
        data = np.array([[0, 51, 255]])
        target = np.array(["7"], dtype=object)

    monkeypatch.setattr(source, "fetch_openml", lambda *_, **__: Fetched)
    X, labels = datasets.load_mnist()
    assert pytest.approx(np.array([[0, 0.2, 1]])) == X
    assert X.dtype == np.float32
    assert labels.tolist() == [7]
