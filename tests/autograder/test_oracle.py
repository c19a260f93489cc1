"""The oracle: right where it speaks, silent where it must be."""

import numpy as np
import pytest
import sympy

from autograder import oracle


def test_oracle_agrees_with_symbolic_derivatives():
    u, v = sympy.symbols("u v")
    formula = sympy.sin(u) * sympy.exp(-v) + u**3 / (1 + v**2)
    at = np.array([0.7, -1.3])
    f = sympy.lambdify((u, v), formula, "numpy")
    exact = [float(formula.diff(s).subs({u: at[0], v: at[1]})) for s in (u, v)]
    np.testing.assert_allclose(oracle.gradient(lambda x: f(*x), at), exact, rtol=1e-12)


@pytest.mark.parametrize(
    "loss",
    [
        lambda x: abs(x[0]) + x[1],
        lambda x: np.maximum(x[0], 0) + x[1],
        lambda x: (x * np.conj(x)).sum(),
    ],
    ids=["kink of abs", "kink of relu", "not analytic"],
)
def test_oracle_refuses_what_the_two_methods_see_differently(loss):
    with pytest.raises(oracle.OracleError, match="differ"):
        oracle.gradient(loss, np.array([1e-7, 1.0]))
