"""What a displayed gradient is: its LaTeX, its SymPy expression and what `nnlib` computes, in one.

Letters are SymPy symbols: a Symbol for a number, a MatrixSymbol for an array, with its sizes as
letters too, as in X (m, d). A vector of samples or weights is a column, (m, 1) or (d, 1), a bias a
row, (1, h). A letter is named after its LaTeX, made plain: `W_o`, `beta_0`, `yhat` for ŷ, `Aprime`
for A′.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import wraps
from inspect import signature
from typing import Any

import numpy as np
from sympy import ImmutableMatrix, MatrixSymbol, OneMatrix, Sum, diff, hadamard_product, symbols
from sympy.core.function import AppliedUndef, UndefinedFunction

from nnlib.net import Net
from nnlib.scalar import Var


@dataclass(frozen=True, eq=False)
class Forward:
    """A forward pass, the definition of what is differentiated.

    steps: {letter: its expression in the letters before it}, in order; adjoints: {D: Z}, letters
    that stand for ∂(the last step)/∂Z.
    """

    name: str
    steps: dict[Any, Any]
    adjoints: dict[Any, Any] = field(default_factory=dict)

    def derivative(self, of: Any, by: Any, sizes: Mapping[Any, int] | None = None) -> Any:
        """Return SymPy's derivative of the letter `of` by the letter `by`.

        What does not depend on `by` stays a letter. sizes: a number for each letter that is a size,
        as in {m: 3, d: 2}; none are needed if all letters are numbers. The result is an expression,
        a matrix with the shape of the array, or, for array by array, of shape (*by, *of).
        Raises ValueError if a size is missing.
        """
        moved = {by}
        for letter, step in self.steps.items():
            if moved & step.free_symbols:
                moved.add(letter)
        result = explicit(of, sizes)
        for letter in reversed(self.steps):
            if letter in moved and letter != by:
                known, step = explicit(letter, sizes), explicit(self.steps[letter], sizes)
                entries = zip(known, step, strict=True) if known.is_Matrix else [(known, step)]
                result = result.xreplace(dict(entries))
        return diff(result, explicit(by, sizes))


@dataclass(frozen=True, eq=False)
class Formula:
    """A gradient as lectures show it.

    lecture: where it is derived, "01" to "08"; latex: the equation, which may go on over several
    equals signs; of, by: what is differentiated, two letters of the forward pass; expression: the
    right-hand side in SymPy; nnlib: a function that computes it with the library, its parameters
    being letters of the forward pass, a column or a row as a flat array; at: the values of letters
    for which alone the equation holds, as in a worked example. Where a function may be any, `nnlib`
    takes the sigmoid for f, t and a, and tanh for g and b.
    """

    lecture: str
    name: str
    latex: str
    forward: Forward
    of: Any
    by: Any
    expression: Any
    nnlib: Callable[..., Any]
    at: dict[Any, float] = field(default_factory=dict)

    def derivative(self, sizes: Mapping[Any, int] | None = None) -> Any:
        """Return what SymPy finds for the left-hand side; see `Forward.derivative`."""
        return self.forward.derivative(self.of, self.by, sizes)

    def compute(self, values: Mapping[str, Any]) -> Any:
        """Return what `nnlib` gives for the values of letters, by name; it takes what it needs.

        Raises KeyError for a letter that it needs and that has no value.
        """
        needed = signature(self.nnlib).parameters
        return self.nnlib(**{name: values[name] for name in needed})

    def _repr_latex_(self) -> str:
        return f"$\\displaystyle {self.latex}$"


@dataclass(frozen=True)
class Erratum:
    """A gradient as a source misprints it, for the page of errata.

    source: a key of `nnlib.notation.SOURCES`; latex: the equation in print; formula: the name of
    the right one; letters: {the source's letter: ours}, where they differ.
    """

    source: str
    latex: str
    formula: str
    letters: dict[str, str] = field(default_factory=dict)


_TOKEN = re.compile(
    r"\\overset\s*\{(?:[^{}]|\{[^{}]*\})*\}\s*\{=\}|\\text\s*\{[^}]*\}|\\[A-Za-z]+|\\.|\S"
)
_ORNAMENT = re.compile(r"\\([,;:! ]|(q?quad|left|right|[bB]igg?[lr]?)(?![A-Za-z]))|[&~]")
_LETTER = r"(?:\\hat |\\bar )?(?:\\[a-zA-Z]+|[A-Za-z])(?: [_^] (?:\{ [^{}]* \}|\S+))*"
_SLASH = re.compile(rf"(\\partial|d) ({_LETTER}) / \1 ({_LETTER})")


def sides(latex: str) -> tuple[str, list[tuple[str, str]]]:
    """Return the left side of an equation, and each (relation, right side) that follows.

    All are written as tokens with one space between: spacing, the size of fractions and brackets,
    braces around a single token and a final full stop or comma are gone, and ∂a/∂b has become a
    fraction. Two equations print the same formula if their sides are the same.
    """
    parts, relations, depth = [[]], [], 0
    for token in _TOKEN.findall(re.sub(r"\\[td]frac", r"\\frac", _ORNAMENT.sub(" ", latex))):
        depth += (token in "([{") - (token in ")]}")
        if depth == 0 and token.endswith(("=", "=}", r"\approx")) and parts[-1][-1:] != [":"]:
            relations.append("".join(token.split()))
            parts.append([])
        else:
            parts[-1].append("".join(token.split()))
    left, *rights = (_plain(" ".join(part)) for part in parts)
    return left, list(zip(relations, rights, strict=True))


def _plain(text: str) -> str:
    text = re.sub(r"(?<!\S)\{ (\S+) \}", r"\1", text).removesuffix(" .").removesuffix(" ,")
    return _SLASH.sub(r"\\frac { \1 \2 } { \1 \3 }", text)


def letters(names: str) -> Any:
    """Return one Symbol, or one for each name between spaces."""
    return symbols(names)


def matrix(name: str, rows: Any, columns: Any) -> Any:
    """Return an array of letters; a size is a Symbol, or 1."""
    return MatrixSymbol(name, rows, columns)


def ones(rows: Any) -> Any:
    """Return a column of ones."""
    return OneMatrix(rows, 1)


def times(*matrices: Any) -> Any:
    """Return the elementwise product ⊙ of matrices."""
    return hadamard_product(*matrices)


def total(M: Any) -> Any:
    """Return the sum of all entries of a matrix."""
    i, j = symbols("i j")
    return Sum(M[i, j], (i, 0, M.rows - 1), (j, 0, M.cols - 1))


def unknown(name: str) -> tuple[Any, Any]:
    """Return a function that may be any, and its derivative: f and f′."""
    latex = {"_latex": lambda self, printer, **_: f"{name}'({printer.doprint(self.args[0])})"}
    prime = UndefinedFunction(f"{name}prime", (AppliedUndef,), latex)
    slope = {"fdiff": lambda self, argindex=1: prime(*self.args)}
    return UndefinedFunction(name, (AppliedUndef,), slope), prime


f, fprime = unknown("f")
g, gprime = unknown("g")


def explicit(expression: Any, sizes: Mapping[Any, int] | None = None) -> Any:
    """Return an expression with its sums and matrices written out entry by entry."""
    written = expression.subs(sizes or {}).doit()
    return ImmutableMatrix(written.as_explicit()) if written.is_Matrix else written


def reverse_mode(
    output: Callable[..., Any], by: str, entries: str | None = None
) -> Callable[..., Any]:
    """Return a function with the parameters of `output`, which gives its derivative by one of them.

    output: computes a number or an array with `nnlib.scalar`; by: the name of a parameter. The
    result has the shape (*output, *by), or what is left of it by `entries`, as `numpy.einsum` reads
    it: "iij->ij" for ∂zᵢ/∂aᵢⱼ.
    """

    @wraps(output)
    def derivative(**values: Any) -> Any:
        leaves = np.vectorize(Var, otypes=[object])(values[by])
        outputs: Any = np.asarray(output(**{**values, by: leaves[()]}), object)
        slopes = np.zeros(outputs.shape + leaves.shape)
        for i in np.ndindex(outputs.shape):
            for leaf in leaves.flat:
                leaf.adjoint = 0.0  # for those that this output does not depend on
            outputs[i].backward()
            slopes[i] = np.vectorize(lambda leaf: leaf.adjoint, otypes=[float])(leaves)
        return slopes[()] if entries is None else np.einsum(entries, slopes)

    return derivative


def passed(X: Any, Y: Any, layers: Sequence[Any], activations: Any, loss: str) -> Net:
    """Return a network with these layers, pairs (W, b), after a pass forward and back."""
    widths = [np.shape(X)[1], *(np.shape(W)[1] for W, _ in layers)]
    net = Net(widths, activations, loss, np.random.default_rng(0))
    for layer, (W, b) in enumerate(layers):
        net.W[layer][:], net.b[layer][:] = W, b
    net.forward(X)
    net.backward(Y)
    return net
