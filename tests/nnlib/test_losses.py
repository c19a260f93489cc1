"""The losses, against their definitions in 60 to 700 digits, and against each other."""

import inspect

import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnlib.check import central_difference
from nnlib.losses import (
    LOSSES,
    binary_cross_entropy,
    half_mean_squared,
    half_squared,
    plus_minus_cross_entropy,
    softmax_cross_entropy,
    squared,
)

logits = st.one_of(st.floats(-1e300, 1e300), st.floats(-800, 800), st.floats(-3, 3))


def exp(value):
    # Far below any float, and a number that e^ would take too many digits to hold beside 1.
    return mpmath.exp(max(value, -1500))


@given(st.lists(st.tuples(logits, st.floats(0, 1)), min_size=1, max_size=4))
def test_binary_cross_entropy_is_exact_for_any_logit(pairs):
    z, y = map(np.array, zip(*pairs, strict=True))
    loss, gradient = binary_cross_entropy(z, y)
    with mpmath.workdps(700):
        losses, slopes = [], []
        for zi, yi in pairs:
            zi, yi = mpmath.mpf(zi), mpmath.mpf(yi)
            tail = exp(-abs(zi))
            log1p = mpmath.log1p(tail)
            up, down = max(zi, 0) + log1p, max(-zi, 0) + log1p
            losses.append(yi * down + (1 - yi) * up)
            large, small = 1 / (1 + tail), tail / (1 + tail)
            slopes.append((large if zi >= 0 else small) - yi)
        expected = float(sum(losses) / len(pairs))
        slopes = [float(slope / len(pairs)) for slope in slopes]
    assert loss == pytest.approx(expected, rel=1e-12, abs=1e-300)
    assert gradient == pytest.approx(slopes, rel=1e-9, abs=1e-16 / len(pairs))


@pytest.mark.parametrize("y", [0, 1])
@pytest.mark.parametrize("z", [-700.0, -40.0, -1.0, 0.0, 3.0, 40.0, 700.0])
def test_binary_cross_entropy_keeps_the_relative_precision_of_both_tails(z, y):
    loss, gradient = binary_cross_entropy(z, y)
    with mpmath.workdps(700):
        p = 1 / (1 + mpmath.exp(-mpmath.mpf(z)))
        assert loss == pytest.approx(float(-mpmath.log(p if y else 1 - p)), rel=1e-13)
        assert gradient == pytest.approx(float(p - y), rel=1e-13, abs=0)


@given(st.lists(st.tuples(logits, st.booleans()), min_size=1, max_size=4))
def test_labels_plus_minus_one_are_the_same_loss_in_another_notation(pairs):
    z, y = map(np.array, zip(*pairs, strict=True))
    loss, gradient = plus_minus_cross_entropy(z, np.where(y, 1, -1))
    other_loss, other_gradient = binary_cross_entropy(z, y)
    assert loss == pytest.approx(other_loss, rel=1e-13)
    assert gradient == pytest.approx(other_gradient, rel=1e-13)


@given(
    st.integers(2, 5).flatmap(
        lambda k: st.lists(
            st.tuples(st.lists(logits, min_size=k, max_size=k), st.integers(0, k - 1)),
            min_size=1,
            max_size=3,
        )
    )
)
def test_softmax_cross_entropy_is_exact_for_any_logits(rows):
    Z, labels = np.array([row for row, _ in rows]), [label for _, label in rows]
    loss, gradient = softmax_cross_entropy(Z, labels)
    expected, slopes = mpmath.mpf(0), []
    with mpmath.workdps(700):
        for row, label in rows:
            shifted = [mpmath.mpf(z) - mpmath.mpf(max(row)) for z in row]
            powers = [exp(z) for z in shifted]
            expected += mpmath.log(sum(powers)) - shifted[label]
            slopes.append([float(p / sum(powers) - (j == label)) for j, p in enumerate(powers)])
        expected = float(expected / len(rows))
    assert loss == pytest.approx(expected, rel=1e-12, abs=1e-300)
    assert gradient == pytest.approx(np.array(slopes) / len(rows), rel=1e-11, abs=1e-300)


def test_softmax_cross_entropy_of_two_classes_is_the_binary_one():
    z, y = np.array([0.3, -50.0, 800.0]), np.array([1, 1, 0])
    loss, gradient = softmax_cross_entropy(np.column_stack([np.zeros(3), z]), y)
    other_loss, other_gradient = binary_cross_entropy(z, y)
    assert loss == pytest.approx(other_loss)
    assert gradient[:, 1] == pytest.approx(other_gradient)
    assert gradient[:, 0] == pytest.approx(-other_gradient)


def test_no_logistic_loss_is_zero_at_a_finite_logit_that_floats_can_tell():
    for z, y in ((30.0, 1), (-30.0, 0), (700.0, 1)):
        assert binary_cross_entropy(z, y)[0] > 0


def test_squared_losses_by_hand():
    Yhat, Y = np.array([[1.0, 2.0], [3.0, 5.0], [0.0, 0.0]]), np.array([[0, 2], [1, 2], [0, 1]])
    loss, gradient = half_mean_squared(Yhat, Y)
    assert loss == pytest.approx(15 / 6)
    assert gradient == pytest.approx(np.array([[1, 0], [2, 3], [0, -1]]) / 3)
    loss, gradient = half_squared(Yhat, Y)
    assert loss == pytest.approx(7.5)
    assert gradient.tolist() == [[1, 0], [2, 3], [0, -1]]
    loss, gradient = squared(Yhat, Y)
    assert loss == pytest.approx(5)
    assert gradient == pytest.approx(np.array([[2, 0], [4, 6], [0, -2]]) / 3)


@pytest.mark.parametrize("name", LOSSES)
@pytest.mark.parametrize("m", [1, 4])
def test_a_sum_is_the_mean_times_the_rows(name, m):
    rng = np.random.default_rng(7)
    first, second = rng.standard_normal((m, 3)), targets(name, rng, m, 3)
    mean, mean_gradient = LOSSES[name](first, second, reduction="mean")
    total, total_gradient = LOSSES[name](first, second, reduction="sum")
    assert total == pytest.approx(m * mean, rel=1e-14)
    assert total_gradient == pytest.approx(m * mean_gradient, rel=1e-14)
    by_default = LOSSES[name](first, second)[0]
    assert by_default == (total if name == "half_squared" else mean)


@pytest.mark.parametrize("zero", [0.0, -0.0])
def test_both_zeros_are_one_logit(zero):
    for y in (0, 1):
        loss, gradient = binary_cross_entropy(zero, y)
        assert loss == pytest.approx(np.log(2))
        assert gradient == 0.5 - y
        assert plus_minus_cross_entropy(zero, 2 * y - 1)[1] == pytest.approx(0.5 - y)


@pytest.mark.parametrize("reduction", ["mean", "sum"])
@pytest.mark.parametrize(("dtype", "largest"), [(np.float64, 1e300), (np.float32, 3.4e38)])
def test_cross_entropies_of_many_large_logits_are_finite(reduction, dtype, largest):
    z = np.tile(np.array([largest, -largest], dtype), 50)
    for loss, gradient in (
        binary_cross_entropy(z, np.zeros(100), reduction),
        plus_minus_cross_entropy(z, -np.ones(100), reduction),
        softmax_cross_entropy(np.column_stack([z, -z]), np.zeros(100), reduction),
    ):
        assert np.isfinite(loss)
        assert np.isfinite(gradient).all()
        assert gradient.dtype == dtype


def test_squared_losses_of_large_float32_are_added_up_in_double_precision():
    Yhat, Y = np.full((3, 2), 1e30, np.float32), np.zeros((3, 2))
    for loss in (half_mean_squared, half_squared, squared):
        assert np.isfinite(loss(Yhat, Y)[0])


def targets(name, rng, m, k):
    return {
        "half_mean_squared": rng.standard_normal((m, k)),
        "half_squared": rng.standard_normal((m, k)),
        "squared": rng.standard_normal((m, k)),
        "binary_cross_entropy": rng.uniform(0, 1, (m, k)),
        "plus_minus_cross_entropy": rng.choice([-1, 1], (m, k)),
        "softmax_cross_entropy": rng.integers(0, k, m),
    }[name]


@pytest.mark.parametrize("name", LOSSES)
def test_gradient_is_that_of_the_loss(name):
    rng = np.random.default_rng(5)
    first, second = rng.standard_normal((4, 3)), targets(name, rng, 4, 3)
    loss, gradient = LOSSES[name](first, second)
    measured = central_difference(lambda Z: LOSSES[name](Z, second)[0], first)
    assert type(loss) is float
    assert gradient == pytest.approx(measured, rel=1e-7, abs=1e-9)


@pytest.mark.parametrize(
    ("loss", "names", "targets"),
    [
        (binary_cross_entropy, ("z", "y", "dJ_dz"), np.array([[0.0], [1.0], [0.25], [1.0]])),
        (plus_minus_cross_entropy, ("z", "y", "dJ_dz"), np.array([[-1.0], [1.0], [1.0], [-1.0]])),
        (softmax_cross_entropy, ("Z", "labels", "dJ_dZ"), np.array([2, 0, 1, 1])),
    ],
)
@given(seed=st.integers(0, 2**32 - 1), reduction=st.sampled_from(["mean", "sum"]))
def test_the_three_lines_of_a_docstring_give_the_same(loss, names, targets, seed, reduction):
    rows, last, slope = names
    scores = np.random.default_rng(seed).uniform(-5, 5, (4, 3 if targets.ndim == 1 else 1))
    namespace = {"np": np, rows: scores, last: targets, "m": 4 if reduction == "mean" else 1}
    lines = [line for line in str(inspect.getdoc(loss)).splitlines() if line.startswith("    ")]
    assert len(lines) == 3
    exec(inspect.cleandoc("\n".join(lines)), namespace)
    value, gradient = loss(scores, targets, reduction)
    assert value == pytest.approx(namespace["J"], rel=1e-12)
    assert gradient == pytest.approx(namespace[slope], rel=1e-10)


@pytest.mark.parametrize("name", LOSSES)
def test_dtype_is_kept_and_arguments_are_not_changed(name):
    rng = np.random.default_rng(6)
    first, second = rng.standard_normal((4, 3)).astype(np.float32), targets(name, rng, 4, 3)
    copies = first.copy(), second.copy()
    loss, gradient = LOSSES[name](first, second)
    gradient += 1
    assert gradient.dtype == np.float32
    assert loss == pytest.approx(LOSSES[name](first.astype(float), second)[0], rel=1e-6)
    assert (first == copies[0]).all()
    assert (second == copies[1]).all()


@pytest.mark.parametrize(("dtype", "largest"), [(np.float64, 1e300), (np.float32, 3.4e38)])
def test_the_largest_logits_are_finite(dtype, largest):
    z = np.array([largest, -largest, largest, -largest], dtype)
    Z = np.column_stack([z, -z])
    for loss, gradient in (
        binary_cross_entropy(z, [0, 1, 1, 0]),
        plus_minus_cross_entropy(z, [-1, 1, 1, -1]),
        softmax_cross_entropy(Z, [1, 0, 0, 1]),
    ):
        assert np.isfinite(loss)
        assert np.isfinite(gradient).all()


@pytest.mark.parametrize("name", LOSSES)
def test_a_column_never_meets_a_flat_vector(name):
    # Broadcasting would turn (m, 1) against (m,) into (m, m) without a word.
    with pytest.raises(ValueError, match=r"must have shape|must hold labels"):
        LOSSES[name](np.ones(4), np.ones((4, 1)))


def test_labels_outside_the_range_are_named():
    with pytest.raises(ValueError, match=r"labels must hold labels, each one of 0, 1, but held 2"):
        softmax_cross_entropy(np.zeros((2, 2)), [0, 2])
    with pytest.raises(ValueError, match=r"y must be from 0 to 1, but held 1\.5"):
        binary_cross_entropy([0.0, 0.0], [1, 1.5])
