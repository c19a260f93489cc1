"""Functions that the forward passes apply to each entry of an array."""

from sympy import Lambda, Max, Piecewise, Symbol, exp, log

_s = Symbol("s")

sigma = Lambda(_s, 1 / (1 + exp(-_s)))
relu = Lambda(_s, Max(_s, 0))
power = Lambda(_s, exp(_s))
logarithm = Lambda(_s, log(_s))
reciprocal = Lambda(_s, 1 / _s)
from_output = Lambda(_s, _s * (1 - _s))
"""σ′ from the output a = σ(z): a(1 − a)."""
above_zero = Lambda(_s, Piecewise((1, _s > 0), (0, True)))
"""1 where s > 0, else 0: the derivative of ReLU."""
