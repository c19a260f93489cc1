"""The two measures of a gradient, and the check of a whole one by random directions.

On functions whose derivatives are known: what must be accepted, and what must be seen.
"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnlib.check import central_difference, complex_step, gradient_check
from nnlib.net import Net

CASES = {
    "power": (lambda x: x**3, lambda x: 3 * x**2),
    "sine": (np.sin, np.cos),
    "root": (lambda x: np.sqrt(x * x + 1), lambda x: x / np.sqrt(x * x + 1)),
    "nested": (
        lambda x: np.exp(np.tanh(2 * x)),
        lambda x: 2 * np.exp(np.tanh(2 * x)) / np.cosh(2 * x) ** 2,
    ),
}


@pytest.mark.parametrize("name", CASES)
@given(x=st.floats(-50, 50))
def test_both_measures_agree_with_the_derivative(name, x):
    f, derivative = CASES[name]
    assert complex_step(f, x) == pytest.approx(derivative(x), rel=1e-13, abs=1e-50)
    assert central_difference(f, x) == pytest.approx(derivative(x), rel=1e-6, abs=1e-8)


def test_root_of_lecture_02():
    # R(z) = √(5z − 8) has R′(3) = 5/(2√7).
    assert complex_step(lambda z: np.sqrt(5 * z - 8), 3) == pytest.approx(0.9449111825, rel=1e-10)


def test_a_number_gives_a_float_and_an_array_an_array_of_its_shape():
    assert type(central_difference(np.sin, 2)) is float
    assert type(complex_step(np.sin, 2)) is float
    X = np.arange(6.0).reshape(2, 3)
    for measure in (central_difference, complex_step):
        gradient = measure(lambda X: np.sum(X**2) + X[0, 1] * X[1, 2], X)
        assert gradient == pytest.approx(2 * X + [[0, 5, 0], [0, 0, 1]], rel=1e-9, abs=1e-9)
    assert X.tolist() == [[0, 1, 2], [3, 4, 5]]


def test_the_error_of_the_central_difference_is_a_valley():
    errors = {h: abs(central_difference(np.exp, 1.0, h) - np.e) for h in (1e-2, 1e-5, 1e-12)}
    assert errors[1e-5] < 1e-3 * min(errors[1e-2], errors[1e-12])
    # On the truncation side the error is h²/6 · f‴.
    assert errors[1e-2] == pytest.approx(1e-4 / 6 * np.e, rel=1e-3)


def test_the_default_step_grows_with_the_argument():
    assert central_difference(lambda x: x * x, 1e8) == pytest.approx(2e8, rel=1e-9)
    measured = central_difference(lambda x: 1e-16 * x[0] ** 2 + x[1] ** 2, [1e8, 1.0])
    assert measured == pytest.approx([2e-8, 2], rel=1e-8)


def test_the_distance_is_that_of_the_points_as_they_were_rounded():
    # Near 1000 floats lie 1.1e-13 apart, so x ± h cannot be exactly h away.
    assert central_difference(lambda x: x, 1000.0, 1e-12) == 1


def test_a_step_that_does_not_change_x_is_refused():
    with pytest.raises(ValueError, match="h must be large enough to change x, but was 1e-20"):
        central_difference(np.sin, 1.0, 1e-20)


def test_complex_step_refuses_a_function_that_loses_the_imaginary_part():
    with pytest.raises(TypeError, match="f must return a complex number"):
        complex_step(abs, 1.0)


def test_a_function_must_return_one_finite_real_number():
    with pytest.raises(ValueError, match=r"f\(x\) must have shape \(\), but had \(2,\)"):
        central_difference(lambda x: x, [1.0, 2.0])
    with pytest.raises(ValueError, match=r"f\(x\) must be finite"):
        central_difference(lambda x: np.nan, 1.0)
    with pytest.raises(TypeError, match=r"f\(x\) must hold real numbers"):
        central_difference(lambda x: 1j * x, 1.0)


def test_central_differences_of_a_network_leave_it_as_it_was():
    rng = np.random.default_rng(0)
    net = Net([2, 3, 1], ["tanh", "identity"], "half_mean_squared", rng)
    X, Y = rng.standard_normal((5, 2)), rng.standard_normal((5, 1))
    net.forward(X)
    net.backward(Y)
    theta = net.theta.copy()

    def J(theta):
        net.theta[:] = theta
        return net.loss(X, Y)

    assert central_difference(J, net.theta) == pytest.approx(net.gradient, rel=1e-8, abs=1e-10)
    assert (net.theta == theta).all()


# --- the check of a whole gradient ----------------------------------------------------------------

SEEDS = st.integers(0, 2**32 - 1)
POWERS = st.integers(-6, 6)


def energy(x):
    return float(np.sum(np.tanh(x) ** 2) + x.flat[0] * x.flat[-1])


def slope(x):
    g = 2 * np.tanh(x) / np.cosh(x) ** 2
    g.flat[0] += x.flat[-1]
    g.flat[-1] += x.flat[0]
    return g


# Functions of z, on their natural scale, each with its gradient.
SMOOTH = {
    "sine": (lambda z: np.sum(np.sin(z)), np.cos),
    "square": (lambda z: np.sum(z * z) / 2, lambda z: z),
    "product": (lambda z: np.sum(z[1:] * z[:-1]), lambda z: np.r_[z[1:], 0] + np.r_[0, z[:-1]]),
    "bell": (
        lambda z: np.exp(-np.mean(z * z)),
        lambda z: -2 * z / z.size * np.exp(-np.mean(z * z)),
    ),
}


@given(SEEDS, st.floats(1e-3, 3))
def test_a_right_gradient_passes_as_array_or_function(seed, scale):
    rng = np.random.default_rng(seed)
    x = scale * rng.standard_normal((4, 5))
    for gradient in (slope, slope(x)):
        report = gradient_check(energy, gradient, x, rng)
        assert report.passed
        assert report.worst == []
        assert str(report).startswith("The gradient is right")


@pytest.mark.parametrize("name", SMOOTH)
@given(SEEDS, POWERS, POWERS, st.sampled_from([0, 1, -1e4, 1e8]))
def test_a_right_gradient_passes_at_any_scale(name, seed, size, values, offset):
    # x from 1e-6 to 1e6, f as large or small, a constant up to 1e8 that drowns it in rounding.
    F, dF = SMOOTH[name]
    rng = np.random.default_rng(seed)
    z, x_unit, f_unit = rng.standard_normal(10), 10.0**size, 10.0**values
    report = gradient_check(
        lambda x: offset + f_unit * F(x / x_unit), f_unit / x_unit * dF(z), z * x_unit, rng
    )
    assert report.passed, str(report)


@pytest.mark.parametrize("period", [1e-4, 1e4])
@given(SEEDS)
def test_a_right_gradient_passes_where_f_changes_on_another_scale_than_x(period, seed):
    rng = np.random.default_rng(seed)
    x = rng.standard_normal(10)
    gradient = np.cos(x / period) / period
    assert gradient_check(lambda x: np.sum(np.sin(x / period)), gradient, x, rng).passed


@pytest.mark.parametrize("name", SMOOTH)
@given(SEEDS, POWERS, POWERS, st.sampled_from([0.99, 1.01]))
def test_one_percent_of_one_large_entry_is_seen_at_any_scale(name, seed, size, values, factor):
    F, dF = SMOOTH[name]
    rng = np.random.default_rng(seed)
    z, x_unit, f_unit = rng.standard_normal(10), 10.0**size, 10.0**values
    gradient = f_unit / x_unit * dF(z)
    place = int(np.abs(gradient).argmax())
    gradient[place] *= factor
    report = gradient_check(lambda x: f_unit * F(x / x_unit), gradient, z * x_unit, rng)
    assert not report.passed
    assert [entry.index for entry in report.worst] == [(place,)]
    assert report.worst[0].ratio == pytest.approx(factor, rel=1e-5)


@given(SEEDS, st.sampled_from([-1, 0.5, 2, 1.001]))
def test_a_wrong_factor_anywhere_fails_and_the_entry_is_named(seed, factor):
    rng = np.random.default_rng(seed)
    x = rng.standard_normal((4, 5))
    x[2, 3] = 0.7
    wrong = slope(x)
    wrong[2, 3] *= factor
    report = gradient_check(energy, wrong, x, rng)
    assert not report.passed
    assert report.relative_error > report.tolerance
    assert [entry.index for entry in report.worst] == [(2, 3)]
    assert report.worst[0].claimed == wrong[2, 3]
    assert report.worst[0].measured == pytest.approx(slope(x)[2, 3], rel=1e-6)


def test_the_entries_that_are_furthest_off_come_first():
    x = np.linspace(1, 2, 12).reshape(3, 4)
    report = gradient_check(energy, 3 * slope(x), x, np.random.default_rng(0))
    off = np.abs(slope(x))
    expected = [tuple(np.unravel_index(flat, off.shape)) for flat in np.argsort(-off, axis=None)]
    assert [entry.index for entry in report.worst] == expected[:5]
    assert [entry.ratio for entry in report.worst] == pytest.approx([3] * 5)


@pytest.mark.parametrize(("rows", "wrong"), [(1000, None), (200, 3141)])
def test_many_entries_take_a_hundred_calls_and_a_wrong_one_among_them_is_found(rows, wrong):
    rng = np.random.default_rng(0)
    x = rng.standard_normal((rows, 100))
    gradient, calls = x.copy(), []

    def f(x):
        calls.append(None)
        return np.vdot(x, x) / 2

    if wrong:
        gradient.flat[wrong] *= 2
    report = gradient_check(f, gradient, x, rng)
    assert report.passed == (wrong is None)
    assert [entry.index for entry in report.worst] == ([(31, 41)] if wrong else [])
    assert len(calls) < (2000 if wrong else 120)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@given(SEEDS)
def test_a_gradient_in_float32_is_judged_by_its_own_precision(dtype, seed):
    # With x in float32 f is computed in float32 too, and one of its values is right to 1e-7 only.
    rng = np.random.default_rng(seed)
    x = rng.uniform(0.5, 2, 8).astype(dtype)
    gradient = (x * np.exp(-x)).astype(np.float32)

    def f(x):
        return -np.sum((1 + x) * np.exp(-x))

    assert gradient_check(f, gradient, x, rng).passed
    gradient[3] *= np.float32(1.1)
    assert [entry.index for entry in gradient_check(f, gradient, x, rng).worst] == [(3,)]


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize("activation", ["tanh", "relu"])
def test_the_lines_of_the_docstring_check_a_network_and_leave_it_as_it_was(activation, dtype):
    rng = np.random.default_rng(3)
    net = Net([6, 20, 12, 3], [activation, activation, "identity"], "half_mean_squared", rng, dtype)
    net.theta[:] += 0.1 * rng.standard_normal(net.theta.size)
    X, Y = rng.standard_normal((30, 6)), rng.standard_normal((30, 3))
    net.forward(X)
    net.backward(Y)
    theta, gradient = net.theta.copy(), net.gradient.copy()

    def J(theta):
        net.theta[:] = theta
        return net.loss(X, Y)

    report = gradient_check(J, net.gradient, net.theta, rng)
    assert report.passed, str(report)
    assert (net.theta == theta).all()
    assert (net.gradient == gradient).all()
    net.dW[1][4, 5] += np.abs(net.dW[1]).max()
    report = gradient_check(J, net.gradient, net.theta, rng)
    assert not report.passed
    assert report.worst[0].index == (6 * 20 + 20 + 4 * 12 + 5,)


@given(SEEDS)
def test_what_is_seen_begins_at_the_precision_of_the_gradient(seed):
    rng = np.random.default_rng(seed)
    x, e = rng.standard_normal(30), rng.standard_normal(30)
    for size, passed in ((1e-10, True), (1e-5, False)):
        # f is quadratic, so truncation plays no part.
        claimed = x + size * e
        assert gradient_check(lambda x: np.vdot(x, x) / 2, claimed, x, rng).passed is passed


def test_a_slope_that_drowns_in_rounding_is_not_called_wrong():
    # Rounding in f, about 1e-16, drowns a slope of 2e-9 at small steps.
    x = np.full(3, 1 + 1e-9)
    report = gradient_check(
        lambda x: 1 + np.sum((x - 1) ** 2), lambda x: 2 * (x - 1), x, np.random.default_rng(0)
    )
    assert report.passed


def test_at_a_minimum_a_gradient_of_rounding_errors_is_right():
    # Least squares without residual: the gradient there is 1e-16 instead of 0.
    rng = np.random.default_rng(0)
    for _ in range(50):
        X, w = rng.standard_normal((20, 4)), rng.standard_normal(4)
        y = X @ w

        def f(w, X=X, y=y):
            return np.mean((X @ w - y) ** 2) / 2

        found = np.linalg.lstsq(X, y)[0]
        report = gradient_check(f, X.T @ (X @ found - y) / 20, found, rng)
        assert report.passed
        assert 0 < report.tolerance <= 1


def test_a_gradient_of_zero_is_right_at_a_minimum_and_wrong_beside_it():
    rng = np.random.default_rng(0)
    minimum = np.ones(3)
    assert gradient_check(lambda x: 1 + np.sum((x - 1) ** 2), np.zeros(3), minimum, rng).passed
    report = gradient_check(lambda x: 1 + np.sum((x - 1) ** 2), np.zeros(3), 2 * minimum, rng)
    assert not report.passed
    assert [entry.measured for entry in report.worst] == pytest.approx([2, 2, 2])


def test_a_function_that_does_not_change_has_the_gradient_zero_alone():
    rng = np.random.default_rng(0)
    assert gradient_check(lambda x: 5.0, np.zeros(2), np.ones(2), rng).passed
    report = gradient_check(lambda x: 5.0, [0.0, 1.0], np.ones(2), rng)
    assert [(entry.index, entry.measured) for entry in report.worst] == [((1,), 0)]
    assert report.worst[0].ratio == np.inf


def test_a_kink_near_x_is_stepped_around():
    x = np.array([1.0, -1.0, 1e-7])
    report = gradient_check(lambda x: np.sum(np.abs(x)), np.sign, x, np.random.default_rng(0))
    assert report.passed


def test_a_logarithm_is_not_asked_beyond_its_domain():
    x = np.array([1e-6, 3e-6, 5e-6])
    report = gradient_check(lambda x: np.sum(np.log(x)), 1 / x, x, np.random.default_rng(0))
    assert report.passed


def test_the_report_reads_as_a_message():
    report = gradient_check(lambda x: x**2, 3.0, 3.0, np.random.default_rng(0))
    assert str(report).splitlines() == [
        "The gradient is wrong: relative error 5.0e-01, tolerance 7e-09.",
        "  claimed 3, measured 6: 0.5000 ×",
    ]
    claimed = [[2.0, 0.0], [-4.0, 5.0]]
    report = gradient_check(
        lambda x: x[0, 0] + 4 * x[1, 0], claimed, np.ones((2, 2)), np.random.default_rng(0)
    )
    assert str(report).splitlines()[1:] == [
        "  [1, 0]  claimed -4, measured 4: -1.000 ×",
        "  [1, 1]  claimed 5, measured 0",
        "  [0, 0]  claimed 2, measured 1: 2.000 ×",
    ]


def test_x_is_not_changed():
    x = np.array([1.0, 2.0])
    gradient_check(energy, slope, x, np.random.default_rng(0))
    assert x.tolist() == [1, 2]
