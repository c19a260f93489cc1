"""The references of 02-chain-rule, against sources that share no code with them."""

from collections.abc import Callable
from fractions import Fraction
from itertools import combinations
from typing import Any

import numpy as np
import pytest
import sympy

from autograder.checks.test_02_chain_rule import cases as curves
from autograder.checks.test_02_chain_rule import test_1_root as root
from autograder.checks.test_02_chain_rule import test_3_nested as nested
from autograder.checks.test_02_chain_rule import test_4_paths as paths
from autograder.checks.test_02_chain_rule.cases import Curve
from autograder.checks.test_02_chain_rule.test_2_power import Power
from autograder.checks.test_02_chain_rule.test_5_chain import Chain
from autograder.checks.test_02_chain_rule.test_6_difference import Measured
from autograder.diagnosis.judge import Judge, agrees
from autograder.questions import find_question
from autograder.run_checks import draw_cases, run_checks
from tests.support.bank import find_answer

SEEDS = range(5)
RIGHT = {
    "02-chain-rule/root": "right-steps",
    "02-chain-rule/power": "right-product",
    "02-chain-rule/nested": "right-product",
    "02-chain-rule/paths": "right-sum",
    "02-chain-rule/chain": "right-loop",
    "02-chain-rule/difference": "right-quotient",
}
SQUARE = Curve(lambda t: t * t, lambda t: 2 * t)
SQUARE_AND_ONE = Curve(lambda t: t * t + 1, lambda t: 2 * t)
t = sympy.Symbol("t")


# --- the numbers of the notebook, the lecture and the list of mistakes ---------------------------


@pytest.mark.parametrize(("z", "slope"), [(4.8, 0.625), (3, 0.9449111825)])
def test_root(z, slope):
    assert root.TestRoot.reference(z) == pytest.approx(slope)


@pytest.mark.parametrize(
    ("mistake", "ratio"),
    [
        ("inner-derivative-missing", 1 / 5),
        ("root-taken-twice", 1.626576562),
        ("outer-derivative-at-wrong-point", 1.527525232),
        ("half-in-front-missing", 2),
        ("exponent-not-lowered", 7),
        ("sum-not-product", 5.491502622),
        ("inner-function-not-derivative", 1.4),
        ("sign", -1),
        ("outer-function-not-derivative", 14),
    ],
)
def test_mistakes_at_the_root_are_off_by_the_known_ratios(mistake, ratio):
    (gives,) = (gives for known, gives in root.MISTAKES.items() if known.id == mistake)
    assert gives(3) / float(root.TestRoot.reference(3)) == pytest.approx(ratio)


@pytest.mark.parametrize(("n", "slope"), [(3, 300), (-1, -0.16), (0, 0), (0.5, 2 / 5**0.5)])
def test_power(n, slope):
    assert Power(SQUARE_AND_ONE, n, 2.0).reference == pytest.approx(slope)


def test_nested():
    assert nested.Nested(-1.0, 2.0, SQUARE, SQUARE).reference == pytest.approx(480)


@pytest.mark.parametrize(
    ("mistake", "variant", "value"),
    [
        ("input-missing", "", -5.414828482e-05 / -2),
        ("constant-factor-missing", "", -5.414828482e-05 / 3),
        ("outer-derivative-at-inner-derivative", "f′ at g′ + 6, no g′ beside it", -0.01465447708),
        ("constants-dropped", "6", -0.01166525581),
    ],
)
def test_nested_mistakes_give_the_known_numbers(mistake, variant, value):
    sigmoid = Curve(lambda t: 1 / (1 + np.exp(-t)), lambda t: np.exp(-t) / (1 + np.exp(-t)) ** 2)
    tanh = Curve(np.tanh, lambda t: 1 - np.tanh(t) ** 2)
    case = nested.Nested(0.5, -2.0, sigmoid, tanh)
    assert case.reference == pytest.approx(-5.414828482e-05)
    found = {(m.id, m.variant): gives for m, gives in nested.MISTAKES.items()}
    assert found[mistake, variant](case) == pytest.approx(value)


def test_paths():
    case = paths.Paths(2, SQUARE, Curve(lambda t: 3 * t, lambda t: 3))
    assert case.reference == pytest.approx(36)
    found = paths.MISTAKES.items()
    one = {m.variant: gives(case) for m, gives in found if m.id == "one-path-only"}
    assert one == {"path through a": 24, "path through b": 12}


def test_chain():
    twice = Curve(lambda t: 2 * t, lambda t: 2)
    both, alone = (Chain(c, 3.0).reference for c in ((twice, SQUARE_AND_ONE), (SQUARE,)))
    assert both == {"value": 37, "derivative": pytest.approx(24)}
    assert alone == {"value": 9, "derivative": pytest.approx(6)}


def test_difference():
    cube: Any = Curve(lambda t: t**3, lambda t: 3 * t**2)
    assert Measured(cube, 2, 1).reference == 13
    # (x + h)³ − (x − h)³ = 6x²h + 2h³, in exact fractions.
    x, h = Fraction(5, 7), Fraction(2, 9)
    exact: Any = Measured(cube, x, h)  # pyright: ignore[reportArgumentType]
    assert exact.reference == 3 * x**2 + h**2
    square: Any = Measured(SQUARE, x, h)  # pyright: ignore[reportArgumentType]
    assert square.reference == 2 * x


# --- SymPy ----------------------------------------------------------------------------------------


@pytest.fixture
def symbolic(monkeypatch):
    """Let the functions of the cases run on SymPy's symbols."""
    return lambda: monkeypatch.setattr(curves, "np", sympy)


def slope_of(expression: Any, at: float) -> float:
    return float(expression.diff(t).subs(t, at))


@pytest.mark.parametrize("kind", [curves.wave, curves.parabola, curves.bend])
def test_curves_come_with_their_own_derivatives(kind, symbolic):
    drawn = [kind(np.random.default_rng(seed)) for seed in SEEDS]
    symbolic()
    for curve in drawn:
        for at in (-2.3, 0.4, 1.7):
            assert float(curve.df(sympy.Float(at))) == pytest.approx(slope_of(curve.f(t), at))


def composed(case: Any) -> Any:
    value = t
    for curve in case.curves:
        value = curve.f(value)
    return value


SYMBOLIC: dict[str, Callable[[Any], tuple[Any, float]]] = {
    "root": lambda z: (sympy.sqrt(5 * t - 8), z),
    "power": lambda c: (c.g.f(t) ** sympy.Rational(c.n), c.x),
    "nested": lambda c: (3 * c.f.f(c.g.f(t * c.x + 4) + 6), c.w),
    "paths": lambda c: (c.left.f(t) * c.right.f(t), c.x),
    "chain": lambda c: (composed(c), c.x),
}


@pytest.mark.parametrize("name", SYMBOLIC)
def test_references_are_the_symbolic_derivatives(name, symbolic):
    question = find_question(f"02-chain-rule/{name}")
    drawn = [case for seed in SEEDS for case in draw_cases(question, seed)]
    references = [question.reference(case) for case in drawn]
    symbolic()
    for case, reference in zip(drawn, references, strict=True):
        expression, at = SYMBOLIC[name](case)
        slope = reference["derivative"] if name == "chain" else reference
        assert float(slope) == pytest.approx(slope_of(expression, float(at)), abs=1e-12)


# --- the cases tell mistakes apart ----------------------------------------------------------------


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("name", "outcome"), RIGHT.items())
def test_no_two_mistakes_look_the_same_in_all_cases(name, outcome, seed):
    question, judge = find_question(name), Judge()
    right = find_answer(name, outcome).answer()
    run_checks(question, right, draw_cases(question, seed), judge)
    for step in judge.steps.values():
        given = [{m: gives() for m, gives in seen.mistakes.items()} for seen in step.observations]
        for one, other in combinations(given[0], 2):
            alike = all(agrees(values[one], values[other]) for values in given)
            assert one.id == other.id or not alike, (one.id, other.id)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_known_mistake_shows_in_each_case_of_a_single_number(seed):
    for module, name in (root, "root"), (nested, "nested"), (paths, "paths"):
        question = find_question(f"02-chain-rule/{name}")
        for case in draw_cases(question, seed)[:4]:  # in others of paths a function is just 0
            for mistake, gives in module.MISTAKES.items():
                assert not agrees(gives(case), question.reference(case), 5e-3), mistake.id


@pytest.mark.parametrize("seed", SEEDS)
def test_differences_go_uphill_and_downhill_and_are_not_yet_derivatives(seed):
    drawn: list[Measured] = draw_cases(find_question("02-chain-rule/difference"), seed)
    signs = [float(np.sign(case.reference)) for case in drawn]
    assert signs == [-1, 1, -1, 1, -1, 1]
    for case in drawn:
        assert not agrees(case.curve.df(case.x), case.reference, 5e-3)
