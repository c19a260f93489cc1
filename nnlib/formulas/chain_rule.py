"""The chain rule and what follows from it. Lectures 01, 02 and 04."""

from sympy import Integer, Rational, exp, log, sqrt

from nnlib import scalar
from nnlib.formulas.formula import (
    Formula,
    Forward,
    f,
    fprime,
    g,
    gprime,
    letters,
    matrix,
    reverse_mode,
    times,
    total,
    unknown,
)

x, u, v, w, y, z, n = letters("x u v w y z n")
inner, outer, a, b, F, R = letters("g f a b F R")
J, w_1, w_2 = letters("J w_1 w_2")

(a_of, aprime), (b_of, bprime) = unknown("a"), unknown("b")

COMPOSITION = Forward("composition", {u: g(x), y: f(u), F: y})
ROOT = Forward("root", {inner: 5 * z - 8, u: inner, outer: sqrt(u), R: outer})
POWER = Forward("power", {u: g(x), outer: u**n, R: outer})
TWO_STEPS = Forward("two steps", {y: g(x), z: f(y)})
NESTED = Forward("nested", {z: 3 * f(g(w * x + 4) + 6)})
FUNCTIONS = Forward("product of functions", {F: a_of(x) * b_of(x)})
TWO_FACTORS = Forward("two factors", {a: f(x), b: g(x), F: a * b})
TWO_PATHS = Forward("two paths", {a: x**2, b: 3 * x, F: a * b})
TOWER = Forward("power of itself", {y: x**x})
VALLEY = Forward("no closed form", {J: w**2 / 2 + exp(w)})
TWO_WEIGHTS = Forward("two weights", {J: (w_1 + w_2 - 1) ** 2 / 2})
EXPONENTIAL = Forward("exponential", {y: exp(u)})
LOGARITHM = Forward("logarithm", {y: log(u)})
RECIPROCAL = Forward("reciprocal", {y: 1 / u})
SQUARE_ROOT = Forward("square root", {y: sqrt(u)})
SUM = Forward("sum", {y: u + v})
DIFFERENCE = Forward("difference", {y: u - v})
PRODUCT = Forward("product", {y: u * v})
QUOTIENT = Forward("quotient", {y: u / v})
GENERAL_POWER = Forward("general power", {y: u**v})

# Every entry of the vector y depends on every entry of x: as many paths as y has entries.
k, d = letters("k d")
xs, ys, P, Q = matrix("x", d, 1), matrix("y", k, 1), matrix("P", k, d), matrix("Q", 1, k)
PATHS = Forward("paths", {ys: (P * xs).applyfunc(g), z: f(total(Q * ys))})


_composition = reverse_mode(lambda x: scalar.sigmoid(scalar.tanh(x)), "x")
_root = reverse_mode(lambda z: scalar.sqrt(5 * z - 8), "z")
_two_factors = reverse_mode(lambda x: scalar.sigmoid(x) * scalar.tanh(x), "x")

FORMULAS = (
    Formula(
        "01", "chain_rule",
        r"F'(x) = f'(g(x))\; g'(x)",
        COMPOSITION, F, x, fprime(g(x)) * gprime(x),
        _composition,
    ),
    Formula(
        "01", "chain_rule_leibniz",
        r"\frac{dy}{dx} = \frac{dy}{du}\,\frac{du}{dx}",
        COMPOSITION, y, x, fprime(u) * gprime(x),
        _composition,
    ),
    Formula(
        "01", "root_outer",
        r"f'(u) = \tfrac12 u^{-1/2}",
        ROOT, outer, u, u ** -Rational(1, 2) / 2,
        reverse_mode(scalar.sqrt, "u"),
    ),
    Formula(
        "01", "root_inner",
        r"g'(z) = 5",
        ROOT, inner, z, Integer(5),
        reverse_mode(lambda z: 5 * z - 8, "z"),
    ),
    Formula(
        "01", "root",
        r"R'(z) = \tfrac12 (5z - 8)^{-1/2} \cdot 5 = \frac{5}{2\sqrt{5z - 8}}",
        ROOT, R, z, 5 / (2 * sqrt(5 * z - 8)),
        _root,
    ),
    Formula(
        "01", "root_at_3",
        r"R'(3) = \frac{5}{2\sqrt 7} \approx 0.94491",
        ROOT, R, z, 5 / (2 * sqrt(7)),
        _root,
        at={z: 3},
    ),
    Formula(
        "01", "power_outer",
        r"f'(u) = n u^{n-1}",
        POWER, outer, u, n * u ** (n - 1),
        reverse_mode(lambda u, n: u**n, "u"),
    ),
    Formula(
        "01", "power",
        r"R'(x) = n\, g(x)^{n-1}\, g'(x)",
        POWER, R, x, n * g(x) ** (n - 1) * gprime(x),
        reverse_mode(lambda x, n: scalar.tanh(x) ** n, "x"),
    ),
    Formula(
        "02", "nested",
        r"\frac{\partial z}{\partial w} = 3\, f'(g(wx + 4) + 6)\; g'(wx + 4)\; x",
        NESTED, z, w, 3 * fprime(g(w * x + 4) + 6) * gprime(w * x + 4) * x,
        reverse_mode(lambda w, x: 3 * scalar.sigmoid(scalar.tanh(w * x + 4) + 6), "w"),
    ),
    Formula(
        "02", "product_rule",
        r"F'(x) = a'(x)\, b(x) + a(x)\, b'(x)",
        FUNCTIONS, F, x, aprime(x) * b_of(x) + a_of(x) * bprime(x),
        _two_factors,
    ),
    Formula(
        "02", "two_paths",
        r"\frac{dF}{dx} = \frac{\partial F}{\partial a}\,\frac{da}{dx}"
        r" + \frac{\partial F}{\partial b}\,\frac{db}{dx}",
        TWO_FACTORS, F, x, b * fprime(x) + a * gprime(x),
        _two_factors,
    ),
    Formula(
        "02", "two_paths_example",
        r"F'(x) = 2x \cdot 3x + x^2 \cdot 3 = 9x^2",
        TWO_PATHS, F, x, 9 * x**2,
        reverse_mode(lambda x: (x * x) * (3 * x), "x"),
    ),
    Formula(
        "02", "power_of_itself",
        r"\frac{dy}{dx} = x^x\,(1 + \log x)",
        TOWER, y, x, x**x * (1 + log(x)),
        reverse_mode(lambda x: x**x, "x"),
    ),
    Formula(
        "02", "no_closed_form",
        r"J'(w) = w + e^w",
        VALLEY, J, w, w + exp(w),
        reverse_mode(lambda w: 0.5 * w * w + scalar.exp(w), "w"),
    ),
    Formula(
        "02", "two_weights",
        r"\frac{\partial J}{\partial w_1} = w_1 + w_2 - 1",
        TWO_WEIGHTS, J, w_1, w_1 + w_2 - 1,
        reverse_mode(lambda w_1, w_2: 0.5 * (w_1 + w_2 - 1) ** 2, "w_1"),
    ),
    Formula(
        "02", "exponential",
        r"\frac{dy}{du} = e^u = y",
        EXPONENTIAL, y, u, exp(u),
        reverse_mode(scalar.exp, "u"),
    ),
    Formula(
        "02", "logarithm",
        r"\frac{dy}{du} = \frac1u",
        LOGARITHM, y, u, 1 / u,
        reverse_mode(scalar.log, "u"),
    ),
    Formula(
        "02", "reciprocal",
        r"\frac{dy}{du} = -\frac{1}{u^2}",
        RECIPROCAL, y, u, -1 / u**2,
        reverse_mode(lambda u: 1 / u, "u"),
    ),
    Formula(
        "02", "square_root",
        r"\frac{dy}{du} = \frac{1}{2\sqrt u} = \frac{1}{2y}",
        SQUARE_ROOT, y, u, 1 / (2 * sqrt(u)),
        reverse_mode(scalar.sqrt, "u"),
    ),
    Formula(
        "02", "sum_by_first",
        r"\frac{\partial y}{\partial u} = 1",
        SUM, y, u, Integer(1),
        reverse_mode(lambda u, v: u + v, "u"),
    ),
    Formula(
        "02", "difference_by_second",
        r"\frac{\partial y}{\partial v} = -1",
        DIFFERENCE, y, v, Integer(-1),
        reverse_mode(lambda u, v: u - v, "v"),
    ),
    Formula(
        "02", "product_by_first",
        r"\frac{\partial y}{\partial u} = v",
        PRODUCT, y, u, v,
        reverse_mode(lambda u, v: u * v, "u"),
    ),
    Formula(
        "02", "quotient_by_first",
        r"\frac{\partial y}{\partial u} = \frac1v",
        QUOTIENT, y, u, 1 / v,
        reverse_mode(lambda u, v: u / v, "u"),
    ),
    Formula(
        "02", "quotient_by_second",
        r"\frac{\partial y}{\partial v} = -\frac{u}{v^2}",
        QUOTIENT, y, v, -u / v**2,
        reverse_mode(lambda u, v: u / v, "v"),
    ),
    Formula(
        "02", "power_by_base",
        r"\frac{\partial y}{\partial u} = v\, u^{v-1}",
        GENERAL_POWER, y, u, v * u ** (v - 1),
        reverse_mode(lambda u, v: u**v, "u"),
    ),
    Formula(
        "02", "power_by_exponent",
        r"\frac{\partial y}{\partial v} = u^v \log u",
        GENERAL_POWER, y, v, u**v * log(u),
        reverse_mode(lambda u, v: u**v, "v"),
    ),
    Formula(
        "02", "long_chain",
        r"\frac{dz}{dx} = \frac{dz}{dy}\frac{dy}{dx}",
        TWO_STEPS, z, x, fprime(y) * gprime(x),
        _composition,
    ),
    Formula(
        "02", "paths",
        r"\frac{\partial z}{\partial x_i}"
        r" = \sum_j \frac{\partial z}{\partial y_j}\frac{\partial y_j}{\partial x_i}",
        PATHS, z, xs, fprime(total(Q * ys)) * P.T * times(Q.T, (P * xs).applyfunc(gprime)),
        reverse_mode(lambda x, P, Q: scalar.sigmoid(Q @ [scalar.tanh(u) for u in P @ x]), "x"),
    ),
)  # fmt: skip
"""The chain rule, the rules that follow from it, and the derivative of each basic operation."""
