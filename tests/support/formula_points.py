"""A forward pass of the formulas in numbers, its slopes by a complex step and by SymPy."""

import configparser
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import sympy

from nnlib.formulas import Formula, Forward
from nnlib.formulas.formula import explicit

PASSES = configparser.ConfigParser(delimiters=["="], interpolation=None)
PASSES.optionxform = str  # type: ignore[method-assign]
PASSES.read(Path(__file__).parents[1] / "nnlib" / "formulas" / "forward_passes.ini")

SIZES = (
    {"m": 2, "n": 2, "d": 4, "h": 3, "k": 2, "o": 3, "c": 2},
    {"m": 2, "n": 2, "d": 2, "h": 2, "k": 2, "o": 2, "c": 2},
)
"""Sizes that differ from layer to layer, and sizes that are all the same."""


def sigma(z: Any) -> Any:
    return 1 / (1 + np.exp(-z))


FUNCTIONS = {
    **{name: getattr(np, name) for name in ("exp", "log", "sqrt", "tanh", "maximum")},
    "sigma": sigma,
    "step": lambda z: 1 * (z >= 0),
    "diag": lambda v: np.diag(v.ravel()),
    **dict.fromkeys("fta", sigma),
    **dict.fromkeys("gb", np.tanh),
    **dict.fromkeys(
        ["fprime", "tprime", "aprime", "stepprime"], lambda z: sigma(z) * (1 - sigma(z))
    ),
    **dict.fromkeys(["gprime", "bprime"], lambda z: 1 - np.tanh(z) ** 2),
}
"""What the letters of functions stand for in numbers."""


def normal(rng, shape, _):
    return rng.normal(size=shape)[()]


def uniform(low, high):
    return lambda rng, shape, _: rng.uniform(low, high, shape)


def one_of(*choices):
    return lambda rng, shape, _: rng.choice(choices, shape)


def one_hot(rng, shape, _):
    return np.eye(shape[1])[rng.permuted(np.arange(shape[0]) % shape[1])]


DRAWS = {
    "y": uniform(0.1, 0.9),
    "u": uniform(0.5, 2),
    "v": uniform(0.5, 2),
    "eta": uniform(0.1, 0.9),
    "root z": uniform(2, 4),
    "power x": uniform(0.3, 1),
    "power n": one_of(3.0),
    "surrogate y": one_of(0, 1),
    "surrogate z_0": lambda rng, shape, at: float(np.sum(at["w"] * at["x"])) + at["b"],
    "raw y": one_of(0, 1),
    "half raw y": one_of(0, 1),
    "plus minus y": one_of(-1, 1),
    "digits Y": one_hot,
}
"""How to draw a letter, if not from a normal distribution: everywhere, or in one forward pass."""


class Point:
    """A forward pass in numbers: `letters` holds each letter, size and function by its name."""

    def __init__(self, forward: Forward, at: dict[Any, float], number: int) -> None:
        self.forward, sizes = forward, SIZES[number % 2]
        self.sizes: Any = {sympy.Symbol(name): size for name, size in sizes.items()}
        steps = forward.steps
        used = set(steps).union(forward.adjoints, *(step.free_symbols for step in steps.values()))
        self.symbols = {symbol.name: symbol for symbol in used - set(self.sizes)}
        self.shapes = {name: np.shape(self.explicit(s)) for name, s in self.symbols.items()}
        self.given: dict[str, Any] = {**FUNCTIONS, **sizes, "1": np.ones((sizes["m"], 1))}
        rng = np.random.default_rng(number)
        made = {letter.name for letter in (*steps, *forward.adjoints)}
        # In the order of the alphabet: z_0 comes after all that it is made of.
        for name in sorted(set(self.symbols) - made):
            draw = DRAWS.get(f"{forward.name} {name}", DRAWS.get(name, normal))
            drawn = draw(rng, self.shapes[name], self.given)
            self.given[name] = at.get(self.symbols[name], drawn)
        self.letters = self.run({})
        self.slopes: dict[tuple[str, str], Any] = {}
        for delta, by in forward.adjoints.items():
            self.letters[delta.name] = self.slope(list(steps)[-1].name, by.name)

    def run(self, fixed: dict[str, Any]) -> dict[str, Any]:
        """Make the forward pass in plain NumPy, with some letters fixed."""
        letters = {**self.given, **fixed}
        for letter, step in PASSES[self.forward.name].items():
            if letter not in fixed:
                letters[letter] = eval(step, letters)
        return letters

    def slope(self, of: str, by: str) -> Any:
        """Return the derivative by a complex step of the plain pass, of shape (*of, *by)."""
        if (of, by) not in self.slopes:
            start, h = np.asarray(self.letters[by], complex), 1e-30
            slopes = np.zeros(np.shape(self.letters[of]) + start.shape)
            for i in np.ndindex(start.shape):
                nudged = start.copy()
                nudged[i] += 1j * h
                slopes[(..., *i)] = np.imag(self.run({by: nudged[()]})[of]) / h
            self.slopes[of, by] = slopes[()]
        return self.slopes[of, by]

    def symbolic_slope(self, of: str, by: str) -> Any:
        """Return SymPy's derivative in numbers, of shape (*of, *by)."""
        exact = self.forward.derivative(self.symbols[of], self.symbols[by], self.sizes)
        found, ndim = np.array(self.numbers(exact)), len(self.shapes[by])
        return np.moveaxis(found, range(ndim), range(-ndim, 0))[()]

    def explicit(self, expression: Any) -> Any:
        return explicit(sympy.sympify(expression), self.sizes)

    def numbers(self, expression: Any) -> Any:
        """Return an explicit SymPy expression, matrix or array in numbers."""
        needed = {name: s for name, s in self.symbols.items() if name in self.letters}
        arguments = [s.subs(self.sizes) for s in needed.values()]
        listed = expression.tolist() if hasattr(expression, "tolist") else expression
        function = sympy.lambdify(arguments, listed, [FUNCTIONS, "numpy"], cse=True)
        return function(*(self.letters[name] for name in needed))


def point(formula: Formula, number: int) -> Point:
    """Return a point to prove the formula at, drawn anew for each number."""
    return at_point(formula.forward, tuple(formula.at.items()), number)


@cache
def at_point(forward: Forward, at: tuple[tuple[Any, float], ...], number: int) -> Point:
    """Return a point, of different sizes if the number is even, else of the same."""
    return Point(forward, dict(at), number)
