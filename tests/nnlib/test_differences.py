"""The two measures of a gradient, on functions whose derivatives are known."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnlib.check import central_difference, complex_step
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
