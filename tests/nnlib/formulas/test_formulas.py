"""Every formula of the lectures: the LaTeX as printed, SymPy, `nnlib` and a complex step agree."""

import importlib
import pkgutil
import re
from typing import Any

import numpy as np
import pytest
import sympy

from nnlib import formulas
from nnlib.formulas import ERRATA, FORMULAS, sides
from nnlib.notation import SOURCES
from tests.support.formula_points import Point, at_point, point
from tests.support.latex_reader import LatexError, Names, Reader, entry


def left_side(text: str, formula: Any, at: Point) -> tuple[str, str, tuple[str, ...]]:
    """Read what a left-hand side differentiates, by what, and its indices by name."""
    reader = Reader(text.split(" "), at.letters, at.slope, Names())
    if text.startswith(r"\frac"):
        reader.take()
        (of, of_index), (by, by_index) = (reader.reference() for _ in "ab")
        return of, by, (*of_index, *by_index)
    if prime := re.fullmatch(r"(.+?) '(?: \( (.+) \))?", text):
        by, of = formula.by, Reader(prime[1].split(" "), at.letters, at.slope, Names()).plain()
        of = formula.of.name if of == at.forward.name else of
        assert prime[2] in (None, by.name, str(formula.at.get(by)))
        return of, by.name, ()
    if nabla := re.fullmatch(r"\\nabla _ (\S+) (\^ 2 )?(\S+)", text):
        return "nabla" * bool(nabla[2]) + nabla[3], nabla[1], ()
    of, index = reader.letter()
    last = list(at.forward.steps)[-1]
    return last.name, at.forward.adjoints[at.symbols[of]].name, index


def agrees(value: Any, expected: Any, tolerance: float = 1e-10) -> bool:
    close = np.allclose(value, expected, rtol=0, atol=tolerance)
    return close and np.shape(value) == np.shape(expected)


def entries(indices: tuple[str, ...], slopes: Any) -> Any:
    """Go through a derivative by its indices: ({index: position}, entry); or all at once."""
    if not indices:
        yield {}, slopes if np.ndim(slopes) <= 2 else np.squeeze(slopes)
        return
    sizes = dict(zip(indices, np.squeeze(slopes).shape, strict=True))
    for position in np.ndindex(*sizes.values()):
        where = dict(zip(sizes, position, strict=True))
        yield where, entry(slopes, tuple(where[index] for index in indices))


def holds(latex: str, formula: Any, at: Point) -> bool:
    """Read an equation as printed: is every right-hand side the derivative on the left?"""
    left, rights = sides(latex)
    of, by, indices = left_side(left, formula, at)
    if (of, by) != (formula.of.name, formula.by.name) or not rights:
        return False
    for _, right in rights:
        decimals = re.fullmatch(r"[+-]? ?[\d ]+ \. ([\d ]+)", right)
        tolerance = 0.5 * 10.0 ** -len(decimals[1].replace(" ", "")) if decimals else 1e-10
        for where, expected in entries(indices, at.slope(of, by)):
            value = Reader(right.split(" "), at.letters, at.slope, where).value()
            if np.shape(value) == (1, 1) and np.shape(expected) == ():
                value = value.item()
            if not agrees(value, expected, tolerance):
                return False
    return True


every_formula = pytest.mark.parametrize("formula", FORMULAS.values(), ids=FORMULAS)
two_points = pytest.mark.parametrize("number", range(2), ids=["different", "same"])


@two_points
@every_formula
def test_the_printed_latex_is_the_derivative(formula, number):
    assert holds(formula.latex, formula, point(formula, number))


@pytest.mark.parametrize(
    "number", [pytest.param(0, id="different"), pytest.param(1, marks=pytest.mark.deep, id="same")]
)
@every_formula
def test_the_expression_is_the_derivative(formula, number):
    at = point(formula, number)
    _, _, indices = left_side(sides(formula.latex)[0], formula, at)
    indices = indices if formula.of.is_Matrix else ()
    for where, expected in entries(indices, at.slope(formula.of.name, formula.by.name)):
        names = {sympy.Symbol(i.replace("'", "prime")): where[i] for i in where}
        value = at.numbers(at.explicit(sympy.sympify(formula.expression).subs(names)))
        assert agrees(value, expected)


@two_points
@every_formula
def test_nnlib_computes_the_derivative(formula, number):
    at = point(formula, number)
    slopes = at.slope(formula.of.name, formula.by.name)
    _, _, indices = left_side(sides(formula.latex)[0], formula, at)
    values = {name: house(value, at.symbols.get(name)) for name, value in at.letters.items()}
    if formula.of.is_Matrix:
        found = list(entries(indices, slopes))
        shape = [1 + last for last in found[-1][0].values()]
        expected = np.reshape([slope for _, slope in found], shape) if shape else found[0][1]
    else:
        expected = house(slopes, formula.by)
    assert agrees(formula.compute(values), expected)


def house(value: Any, symbol: Any) -> Any:
    """Return a value as `nnlib` has it: a column or a row as a flat array."""
    return np.ravel(value) if getattr(symbol, "is_Matrix", False) and 1 in symbol.shape else value


FORWARDS = {formula.forward: formula for formula in FORMULAS.values()}
"""A formula for each forward pass."""


@pytest.mark.parametrize("formula", FORWARDS.values(), ids=lambda formula: formula.name)
def test_sympy_finds_the_derivative_through_every_forward_pass(formula):
    assert_found_by_sympy(formula, 1)


@pytest.mark.deep
@two_points
@every_formula
def test_sympy_finds_the_derivative(formula, number):
    assert_found_by_sympy(formula, number)


def assert_found_by_sympy(formula, number):
    at = point(formula, number)
    of, by = formula.of.name, formula.by.name
    assert agrees(at.symbolic_slope(of, by), at.slope(of, by))


@pytest.mark.parametrize("forward", FORWARDS, ids=lambda forward: forward.name)
def test_sympy_and_plain_numpy_make_the_same_forward_pass(forward):
    at = at_point(forward, (), 0)
    for letter, step in at.forward.steps.items():
        assert agrees(at.numbers(at.explicit(step)), at.letters[letter.name], 1e-12)


@pytest.mark.parametrize("erratum", ERRATA, ids=lambda erratum: erratum.formula)
def test_an_erratum_is_wrong_on_every_right_hand_side(erratum):
    formula, latex = FORMULAS[erratum.formula], erratum.latex
    for theirs, ours in erratum.letters.items():
        latex = latex.replace(theirs, ours)
    left, rights = sides(latex)
    points = [point(formula, number) for number in range(8)]
    assert left_side(left, formula, points[0])[:2] == (formula.of.name, formula.by.name)
    assert erratum.source in SOURCES
    for relation, right in rights:
        # A wrong form may be right here and there: where x₁ and the sum are both above 0, say.
        assert not all(holds(f"{left} {relation} {right}", formula, at) for at in points)


def test_no_two_formulas_share_a_name_or_a_lecture_that_does_not_exist():
    rooms = [
        importlib.import_module(room.name)
        for room in pkgutil.iter_modules(formulas.__path__, "nnlib.formulas.")
    ]
    counts = [len(room.FORMULAS) for room in rooms if hasattr(room, "FORMULAS")]
    assert sum(counts) == len(FORMULAS)
    assert {formula.lecture for formula in FORMULAS.values()} <= {f"0{n}" for n in range(1, 9)}


def test_a_notebook_shows_the_formula_and_goes_on_with_its_sympy():
    formula = FORMULAS["neuron_loss_by_slope"]
    assert formula._repr_latex_() == (r"$\displaystyle \frac{\partial J}{\partial w} = (p - y)\,x$")
    assert sympy.latex(formula.expression) == r"x \left(p - y\right)"
    assert sympy.simplify(FORMULAS["root"].derivative() - FORMULAS["root"].expression) == 0


def test_what_is_missing_is_told():
    formula = FORMULAS["binary_cross_entropy_weights"]
    with pytest.raises(ValueError, match="symbolic shape"):
        formula.derivative()
    with pytest.raises(KeyError, match="'y'"):
        formula.compute({"X": np.eye(2), "z": np.ones(2)})


TRUE_TOO = {
    "logistic_graph_adjoint_xi1": (
        r"- e ^ { - \xi _ 1 } \frac { \partial J } { \partial \xi _ 3 }",
    ),
    "elementwise_relu": (
        r"\frac { \partial J } { \partial Z } \odot [ Z > 0 ]",
        r"\frac { \partial J } { \partial A } \odot [ A > 0 ]",
    ),
}
"""Changes that leave something true: 0·a is 0·b, ξ₃ is ξ₂ + 1, ReLU twice is ReLU."""


def mutants(latex):
    """Give each right-hand side with one thing changed: a sign, a factor, an index, a transpose."""
    left, rights = sides(latex)
    for relation, right in rights:
        tokens = right.split(" ")
        letters = sorted({t for t in tokens if re.fullmatch(r"[A-Za-z]|\\(xi|beta|delta|hat)", t)})
        changed = [["-", "(", *tokens, ")"], ["2", "(", *tokens, ")"], [*tokens, "+", "1"]]
        for i, token in enumerate(tokens):
            before, after = tokens[:i], tokens[i + 1 :]
            others = {"-": "+", "+": "-", ">": "<"}.get(token, "")
            if token.isdigit():
                others = str((int(token) + 1) % 10)
            if token in letters:
                others = [letter for letter in letters if letter != token]
            changed += [[*before, other, *after] for other in others]
            if token in ("'", r"\odot"):
                changed.append([*before, *after])
            if token == r"\top":
                changed.append([*before[:-1], *after])
        for mutant in map(" ".join, changed):
            if mutant != left:
                yield relation, mutant


def survives(left, relation, right, formula, at):
    try:
        with np.errstate(divide="raise", over="raise", invalid="raise"):
            return holds(f"{left} {relation} {right}", formula, at)
    except (LatexError, ArithmeticError, LookupError, TypeError, ValueError, AttributeError):
        return False


@every_formula
def test_a_changed_formula_is_refused(formula):
    left = sides(formula.latex)[0]
    survivors = [
        right
        for relation, right in mutants(formula.latex)
        if all(survives(left, relation, right, formula, point(formula, n)) for n in range(16))
        # Nothing but a summand can be seen where a derivative is 0.
        and not (formula.expression == 0 and not right.endswith("+ 1"))
    ]
    assert survivors == list(TRUE_TOO.get(formula.name, ()))
