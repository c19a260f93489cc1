"""The functions and their derivatives, against SymPy, the complex step and values known by hand."""

from functools import cache

import mpmath
import numpy as np
import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from nnlib import functions
from nnlib.check import complex_step
from nnlib.functions import ACTIVATIONS

z = sympy.Symbol("z", real=True)
FORMULAS = {
    "sigmoid": 1 / (1 + sympy.exp(-z)),
    "tanh": (sympy.exp(z) - sympy.exp(-z)) / (sympy.exp(z) + sympy.exp(-z)),
    "relu": sympy.Piecewise((z, z > 0), (0, True)),
    "softplus": sympy.log(1 + sympy.exp(z)),
    "identity": z,
}
EXTREMES = [-1e300, -1e5, -745.2, -40.0, -0.0, 0.0, 40.0, 710.0, 1e5, 1e300]
reals = st.floats(-700, 700)


@cache
def exact(name, order):
    return sympy.lambdify(z, FORMULAS[name].diff(z, order), "mpmath")


@pytest.mark.parametrize("name", FORMULAS)
@given(value=reals)
def test_function_and_derivative_from_output_agree_with_sympy(name, value):
    activation = ACTIVATIONS[name]
    a = activation.f(value)
    with mpmath.workdps(400):
        assert a == pytest.approx(float(exact(name, 0)(mpmath.mpf(value))), rel=1e-13, abs=2e-16)
        slope = float(exact(name, 1)(mpmath.mpf(value)))
    assert activation.prime(a) == pytest.approx(slope, rel=1e-13, abs=1e-15)


@pytest.mark.parametrize("name", FORMULAS)
@given(value=st.floats(-30, 30).filter(lambda value: abs(value) > 1e-9))
def test_derivative_agrees_with_complex_step_of_the_function(name, value):
    activation = ACTIVATIONS[name]
    measured = complex_step(activation.f, value)
    assert activation.prime(activation.f(value)) == pytest.approx(measured, rel=1e-12, abs=1e-15)


@given(value=st.floats(-1e300, 1e300))
def test_softplus_keeps_relative_precision_in_its_tail(value):
    with mpmath.workdps(400):
        expected = float(mpmath.log1p(mpmath.exp(value))) if value < 700 else value
    assert functions.softplus(value) == pytest.approx(expected, rel=1e-14, abs=5e-324)


def test_jumps_and_kinks_follow_the_house_rules():
    assert functions.step([-1e-300, -0.0, 0.0, 2]).tolist() == [0, 1, 1, 1]
    assert functions.sign([-1e-300, -0.0, 0.0, 2]).tolist() == [-1, 1, 1, 1]
    assert functions.relu_prime(functions.relu([-1, -0.0, 0.0, 1])).tolist() == [0, 0, 0, 1]
    assert functions.step_prime([0.0, 1.0]).tolist() == [0, 0]


def test_values_known_by_hand():
    assert functions.sigmoid(0) == 0.5
    assert functions.sigmoid_prime(0.5) == 0.25
    assert functions.sigmoid(2) == pytest.approx(0.880797, abs=1e-6)
    assert functions.softplus(0) == pytest.approx(np.log(2))
    assert functions.softmax([0.0, np.log(3.0)]) == pytest.approx([0.25, 0.75])


@given(b0=st.floats(-3, 3), b1=st.floats(-3, 3).filter(lambda b1: abs(b1) > 0.1))
def test_logistic_curve_is_steepest_at_its_centre_with_slope_b1_over_4(b0, b1):
    centre = -b0 / b1
    slope = complex_step(lambda x: functions.sigmoid(b0 + b1 * x), centre)
    assert slope == pytest.approx(b1 / 4)
    assert abs(slope) >= abs(complex_step(lambda x: functions.sigmoid(b0 + b1 * x), centre + 0.5))


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64, np.longdouble])
@pytest.mark.parametrize("name", ACTIVATIONS)
def test_dtype_and_shape_are_kept(name, dtype):
    values = np.linspace(-2, 2, 6, dtype=dtype).reshape(2, 3)
    activation = ACTIVATIONS[name]
    for result in (activation.f(values), activation.prime(activation.f(values))):
        assert result.dtype == dtype
        assert result.shape == (2, 3)
    assert activation.f(values[0, 0]).dtype == dtype
    assert functions.sign(values).dtype == functions.softmax(values).dtype == dtype


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_whole_numbers_and_lists_count_as_float64(name):
    result = ACTIVATIONS[name].f([1, 2])
    assert result.dtype == np.float64
    assert result == pytest.approx(ACTIVATIONS[name].f(np.array([1.0, 2.0])))


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_arguments_are_not_changed_nor_returned(name):
    values = np.array([-1.0, 0.5, 2.0])
    before = values.copy()
    result = ACTIVATIONS[name].f(values)
    result += 1
    assert (values == before).all()


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("name", ACTIVATIONS)
def test_a_function_writes_into_an_array_that_it_is_given(name, dtype):
    values = np.array([-1.0, -0.0, 0.5, 2.0], dtype)
    expected = ACTIVATIONS[name].f(values)
    result = ACTIVATIONS[name].f(values, out=values)
    assert np.shares_memory(result, values)
    assert values.tolist() == expected.tolist()


@pytest.mark.parametrize("dtype", [np.float32, np.float64, np.complex128])
@pytest.mark.parametrize("name", FORMULAS)
def test_extremes_are_finite(name, dtype):
    largest = 1e300 if dtype != np.float32 else 1e38
    values = np.clip(EXTREMES, -largest, largest).astype(dtype)
    a = ACTIVATIONS[name].f(values)
    assert np.isfinite(a).all()
    assert np.isfinite(ACTIVATIONS[name].prime(a)).all()


@pytest.mark.parametrize("name", ["step", "step_prime", "sign"])
def test_what_has_no_derivative_takes_no_complex_numbers(name):
    with pytest.raises(TypeError, match="must hold real numbers"):
        getattr(functions, name)(1j)


rows = st.integers(1, 5).flatmap(
    lambda k: st.lists(
        st.lists(st.floats(-1e300, 1e300), min_size=k, max_size=k), min_size=1, max_size=4
    )
)


@given(rows)
def test_softmax_rows_are_probabilities_in_the_order_of_the_logits(Z):
    Z = np.array(Z)
    P = functions.softmax(Z)
    assert P.shape == Z.shape
    assert P.sum(axis=1) == pytest.approx(1)
    assert (P >= 0).all()
    for z_row, p_row in zip(Z, P, strict=True):
        assert (np.diff(p_row[np.argsort(z_row)]) >= 0).all()


@given(rows, st.floats(-100, 100))
def test_softmax_ignores_a_constant_added_to_a_row(Z, shift):
    Z = np.clip(Z, -100, 100)
    assert functions.softmax(Z + shift) == pytest.approx(functions.softmax(Z), abs=1e-12)


def test_softmax_of_two_classes_is_the_sigmoid_of_the_difference():
    Z = np.array([[0.3, -1.2], [2.0, 5.0]])
    assert functions.softmax(Z)[:, 0] == pytest.approx(functions.sigmoid(Z[:, 0] - Z[:, 1]))


def test_softmax_survives_logits_further_apart_than_the_largest_float():
    assert functions.softmax([1.7e308, -1.7e308]).tolist() == [1, 0]
