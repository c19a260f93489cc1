# score: 0
# says: `diff` of sympy
import sympy


def root_derivative(z):
    t = sympy.Symbol("t")
    return float(sympy.diff(sympy.sqrt(5 * t - 8), t).subs(t, z))
