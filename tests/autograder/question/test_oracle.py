"""The oracle: right where it speaks, silent where it must be, and no part of it is idle."""

import inspect
from collections.abc import Callable
from types import ModuleType
from typing import Any

import numpy as np
import pytest
import sympy

from autograder.question import oracle

# --- where it must speak, and what it must say ----------------------------------------------------

u, v, w = sympy.symbols("u v w")


def symbolic(formula: Any, at: np.ndarray) -> tuple[Callable, np.ndarray, np.ndarray]:
    """A function of an array, a point, and its gradient there to fifteen digits."""
    symbols = (u, v, w)[: at.size]
    values: Any = dict(zip(symbols, map(sympy.Float, at.ravel()), strict=True))
    exact = [float(formula.diff(s).evalf(30, subs=values)) for s in symbols]
    f = sympy.lambdify(symbols, formula, "numpy")
    return lambda x: f(*x.ravel()), at, np.reshape(exact, at.shape)


SPEAKS = {
    "waves": symbolic(sympy.sin(u) * sympy.exp(-v) + u**3 / (1 + v**2), np.array([0.7, -1.3])),
    "a column": symbolic(u**2 * v - sympy.cos(w * u), np.array([[0.3], [2.0], [-1.1]])),
    "one number": symbolic(sympy.log(1 + sympy.exp(u)), np.array([0.25])),
    "a large loss": symbolic(1000 * u**2 + 3 * v, np.array([100.0, -2.0])),
    "a gradient of 0": symbolic(1 + u**2 + v**2, np.array([0.0, 0.0])),
    "quick waves": symbolic(sympy.sin(30 * u) + v, np.array([0.4, 0.1])),
    "rounding in a very large loss": symbolic(132_000 + u + v * 0, np.array([0.52, 0.0])),
}
"""Functions that the oracle must differentiate."""

# --- where it must be silent ----------------------------------------------------------------------


def kept_real(x: Any) -> Any:
    """Drops the imaginary part of one term."""
    return (x**2).sum() + np.real(x[0]) ** 3


def rounded(x: Any) -> Any:
    """Loses digits half-way, as float32 in a loss would."""
    return (np.round(np.real(x), 4) + (x - np.real(x))).sum() ** 2


SILENT = {
    "kink of abs": (lambda x: np.sqrt(x[0] ** 2) + x[1], np.array([1e-7, 1.0])),
    "kink of relu": (lambda x: np.maximum(x[0], 0) + x[1], np.array([1e-7, 1.0])),
    "just on the kink": (lambda x: np.maximum(x[0], 0) + x[1], np.array([0.0, 1.0])),
    "a small kink": (lambda x: 1e-4 * np.maximum(x[0], 0) + x[1] ** 2, np.array([1e-6, 1.0])),
    "kinks that cancel": (
        lambda x: np.maximum(x[0], 0) - np.maximum(x[1], 0),
        np.array([1e-7, 1e-7]),
    ),
    "a kink in a later entry": (lambda x: x[0] ** 2 + np.maximum(x[1], 0), np.array([3.0, -1e-6])),
    "not analytic": (lambda x: (x * np.conj(x)).sum(), np.array([0.5, 1.0])),
    "imaginary part dropped in a term": (kept_real, np.array([1.0, 2.0])),
    "digits lost": (rounded, np.array([1.00003, 2.0])),
    "wiggles below the step": (lambda x: np.sin(1e6 * x).sum() / 1e6, np.array([0.2, 1.0])),
    "rounding hides the slope": (lambda x: 1e12 + x.sum(), np.array([0.2, 1.0])),
}
"""Functions that cannot serve as a reference."""


def unnoticed(judge: ModuleType) -> list[str]:
    """The oracle's duties, and whether it fulfils them all: names of those that it does not."""
    failed = []
    for name, (loss, at, exact) in SPEAKS.items():
        try:
            got = judge.gradient(loss, at)
        except Exception:  # a mutant may break in any way
            failed.append(name)
            continue
        if np.shape(got) != exact.shape or not np.allclose(got, exact, rtol=1e-12, atol=1e-12):
            failed.append(name)
    for name, (loss, at) in SILENT.items():
        try:
            judge.gradient(loss, at)
        except judge.OracleError:
            continue
        except Exception:
            pass
        failed.append(name)
    return failed


def test_the_oracle_fulfils_all_its_duties():
    assert unnoticed(oracle) == []


def test_a_loss_without_any_imaginary_part_is_refused():
    with pytest.raises(TypeError, match="complex"):
        oracle.gradient(lambda x: np.real(x).sum(), np.array([1.0, 2.0]))


# --- every part of it matters: each of these changes must be noticed ------------------------------

MUTANTS = {
    "complex step doubled": ("_step_aside(losses, at)", "2 * _step_aside(losses, at)"),
    "complex step turned round": ("_step_aside(losses, at)", "-_step_aside(losses, at)"),
    "complex step too coarse": ("_COMPLEX_STEP = 1e-30", "_COMPLEX_STEP = 1e-2"),
    "complex step replaced": ("_step_aside(losses, at)", "_take_differences(losses, at)"),
    "complex step reversed": ("_step_aside(losses, at)", "_step_aside(losses, at)[::-1]"),
    "difference doubled": ("_take_differences(losses, at)", "2 * _take_differences(losses, at)"),
    "difference turned round": ("_take_differences(losses, at)", "-_take_differences(losses, at)"),
    "difference too coarse": ("steps = _STEP *", "steps = 0.1 *"),
    "difference replaced": ("_take_differences(losses, at)", "_step_aside(losses, at)"),
    "difference handed out": ("return exact", "return numeric"),
    "agreement not asked for": ("if not difference <=", "if difference is None and 0 <="),
    "agreement turned round": ("if not difference <=", "if difference <="),
    "agreement of one entry": (
        "difference = np.abs(exact - numeric).max(initial=0.0)",
        "difference = np.abs(exact - numeric).ravel()[0]",
    ),
    "agreement on the mean": (
        "difference = np.abs(exact - numeric).max(initial=0.0)",
        "difference = abs((exact - numeric).mean())",
    ),
    "agreement loosened": ("AGREEMENT = 1e-6", "AGREEMENT = 1e-2"),
    "agreement too tight": ("AGREEMENT = 1e-6", "AGREEMENT = 1e-12"),
    "agreement lost in a floor": ("SMALLEST_SIZE = 1e-3", "SMALLEST_SIZE = 1e3"),
    "no floor": ("SMALLEST_SIZE = 1e-3", "SMALLEST_SIZE = 0.0"),
    "rounding not allowed for": ("blur = 2", "blur = 0"),
    "rounding allowed for too much": ("blur = 2", "blur = 1e9"),
    "blur not refused": ("if blur > LARGEST_BLUR * size:", "if blur > 1e9 * size:"),
    "always refused": ("if blur > LARGEST_BLUR * size:", "if blur >= 0:"),
}


def mutated(old: str, new: str, name: str = "mutant") -> ModuleType:
    source = inspect.getsource(oracle)
    assert source.count(old) == 1, old
    module = ModuleType(name)
    exec(compile(source.replace(old, new), name, "exec"), vars(module))
    return module


@pytest.mark.parametrize("mutant", MUTANTS)
def test_each_mutant_of_the_oracle_is_noticed(mutant):
    assert unnoticed(mutated(*MUTANTS[mutant]))


def test_an_error_that_both_methods_share_is_noticed(monkeypatch):
    """Agreement alone would not see it; the symbolic derivative does."""
    for method in ("_step_aside", "_take_differences"):
        right = getattr(oracle, method)
        monkeypatch.setattr(oracle, method, lambda *a, right=right: 2 * np.asarray(right(*a)))
    assert unnoticed(oracle)
