"""The by-hand rule: what counts as leaving the work to a library, and what does not."""

import cProfile
import importlib
import sys
from types import ModuleType

import numpy as np
import pytest

import nnlib
from autograder.grade import grade
from autograder.question.answer import Answer, AnswerError
from autograder.question.forbidden import DIFFERENTIATION
from autograder.questions import load_questions

RIGHT = """
def lms_gradient(w, b, X, y):
    r = X @ w + b - y
    return X.T @ r / len(y), r.mean()
"""


def score(code: str, question: str = "01-perceptron-update/lms_gradient") -> float:
    names: dict = {"np": np}
    exec(code, names)
    return grade(question, Answer(names)).score


def call(code: str, *arguments, forbidden: tuple[str, ...] = DIFFERENTIATION):
    names: dict = {"np": np, "__name__": "__main__"}
    exec(code, names)
    return Answer(names, forbidden).call("f", *arguments)


@pytest.mark.parametrize(
    "code",
    [
        "from nnlib import central_difference as cd\ndef f(x): return cd(np.sum, x)",
        "import nnlib\nd = nnlib.check.complex_step\ndef f(x): return d(np.sum, x)",
        "def f(x):\n    from nnlib.check import central_difference\n"
        "    return central_difference(np.sum, x)",
        "import nnlib\ndef f(x): return getattr(nnlib, 'complex' + '_step')(np.sum, x)",
        "from functools import partial\nimport nnlib\n"
        "f = partial(nnlib.central_difference, np.sum)",
        "import nnlib\ndef f(x): return list(map(nnlib.central_difference, [np.sum], [x]))",
        "import nnlib\ndef f(x):\n    try:\n        nnlib.central_difference(np.sum, 'x')\n"
        "    except Exception:\n        return x",
        "import nnlib\ndef f(x):\n    u = nnlib.Var(2.0) * 3\n    return u.value",
        "from nnlib.scalar import Dual\ndef f(x): return (Dual(2.0, 1.0) * 3).tangent",
        "import nnlib\ndef f(x): return nnlib.half_mean_squared(x, x)[1]",
        "import nnlib\nnet = nnlib.Net([2, 1], 'tanh', 'half_mean_squared', "
        "np.random.default_rng(0))\nnet.forward(np.ones((3, 2)))\n"
        "def f(x):\n    net.backward(np.ones((3, 1)))\n    return net.dW[0]",
        "import nnlib\nnet = nnlib.Net([2, 1], 'tanh', 'half_mean_squared', "
        "np.random.default_rng(0))\n"
        "def f(x): return net.loss_and_gradient(np.ones((3, 2)), np.ones((3, 1)))[1]",
        "from types import SimpleNamespace\nfrom nnlib.operations import U_TIMES_C\n"
        "class Number(SimpleNamespace): pass\n"
        "def f(x): return U_TIMES_C(Number(value=2.0), 3.0).by_u",
        "import nnlib\ndef f(x):\n    rng = np.random.default_rng(0)\n"
        "    return str(nnlib.gradient_check(np.sum, np.ones_like(x), x, rng))",
        "import sympy\nu = sympy.Symbol('u')\ndef f(x): return float(sympy.diff(u**2).subs(u, 3))",
        "import sympy\nu = sympy.Symbol('u')\ndef f(x): return float((u**2).diff(u).subs(u, 3))",
        "import sympy\nu = sympy.Symbol('u')\n"
        "def f(x): return float(sympy.Derivative(u**2, u).doit().subs(u, 3))",
        "import sympy\nu = sympy.Symbol('u')\n"
        "def f(x): return float(sympy.Matrix([u**2]).jacobian([u])[0].subs(u, 3))",
        "import sympy\nu = sympy.Symbol('u')\ndef f(x): return float(sympy.hessian(u**2, [u])[0])",
        "import sympy\nu = sympy.Symbol('u')\n"
        "def f(x): return sympy.lambdify(u, sympy.diff(u**2, u))(3.0)",
        "import mpmath\ndef f(x): return float(mpmath.diff(lambda u: u**2, 3))",
        "from scipy.optimize import approx_fprime\ndef f(x): return approx_fprime(x, np.sum)",
        "from scipy.differentiate import derivative\ndef f(x): return derivative(np.exp, 1.0).df",
        "from scipy import differentiate\n"
        "def f(x): return differentiate.jacobian(lambda u: u**2, x).df",
    ],
)
def test_a_library_that_does_the_work_is_named(code):
    with pytest.raises(AnswerError, match="worked out by hand") as caught:
        call(code, np.array([1.0, 2.0]))
    assert caught.value.kind == "by library"


@pytest.mark.parametrize(
    "code",
    [
        "from nnlib.functions import sigmoid\ndef f(x): return sigmoid(x)",
        "import nnlib\ndef f(x): return nnlib.ACTIVATIONS['tanh'].f(x)",
        "def f(x):\n    import nnlib.check\n    return x",
        "def f(x): return np.gradient(x)",
        "def f(x): return np.polyfit(x, x, 1)",
        "def f(x): return np.linalg.lstsq(np.eye(2), x, rcond=None)[0]",
        "def f(x): return np.polynomial.Polynomial(x).deriv()(0.5)",
        "from scipy.special import expit\ndef f(x): return expit(x)",
        "from scipy.optimize import minimize_scalar\n"
        "def f(x): return minimize_scalar(lambda u: (u - 1) ** 2).x",
        "import sympy\nu = sympy.Symbol('u')\ndef f(x): return float((u**2).subs(u, 3))",
        "import sympy\nu = sympy.Symbol('u')\ng = sympy.lambdify(u, sympy.exp(u))\n"
        "def f(x): return g(1.0)",
        "from fractions import Fraction\nimport statistics\n"
        "def f(x): return statistics.linear_regression(x, x).slope",
        "import nnlib\ndy = nnlib.central_difference(np.sum, np.ones(2))\ndef f(x): return dy",
        "def central_difference(f, x): return x\ndef f(x): return central_difference(None, x)",
        "import nnlib\nnet = nnlib.Net([2, 1], 'tanh', 'half_mean_squared', "
        "np.random.default_rng(0))\ndef f(x): return net.forward(np.ones((3, 2)))",
    ],
)
def test_helpers_imports_and_work_done_elsewhere_are_free(code):
    call(code, np.array([1.0, 2.0]))


def test_functions_that_the_question_hands_in_may_call_anything():
    """Such a function lives in a module of the checks, not in the notebook."""
    names: dict = {"__name__": "autograder.checks.test_02_chain_rule", "nnlib": nnlib}
    exec("def slope(x): return nnlib.central_difference(lambda v: v * v, x)", names)
    assert call("def f(g, x): return g(x)", names["slope"], 3.0) == pytest.approx(6.0)


def test_a_question_that_asks_for_it_gets_no_points_and_its_right_answer_does():
    assert score(RIGHT) == 2.0
    assert score(f"import nnlib\nnnlib.central_difference(np.sum, np.ones(3))\n{RIGHT}") == 2.0
    checked_inside = RIGHT.replace("return", "nnlib.central_difference(np.sum, w)\n    return")
    assert score(f"import nnlib\n{checked_inside}") == 0.0


@pytest.mark.parametrize(
    "package",
    [
        *("torch.autograd", "torch._functorch.apis", "jax._src.api", "autograd.core"),
        *("numdifftools.core", "findiff.findiff", "statsmodels.tools.numdiff"),
    ],
)
def test_packages_that_differentiate_are_known(package, monkeypatch):
    """Stand-ins, since none of them is installed with the course."""
    module = ModuleType(package)
    exec("def grad(f): return f", vars(module))
    monkeypatch.setitem(sys.modules, package, module)
    with pytest.raises(AnswerError, match=f"`grad` of {package.partition('.')[0]}"):
        call(f"import sys\ndef f(x): return sys.modules['{package}'].grad(x)", 1.0)


def test_a_profiler_of_the_student_s_own_does_not_disturb():
    profiler = cProfile.Profile()
    profiler.enable()
    try:
        assert call("def f(x): return x + 1", 1) == 2
    finally:
        profiler.disable()
    seen = []

    def own(frame, event, argument):
        seen.append(event)

    before = sys.getprofile()
    sys.setprofile(own)
    try:
        call("def f(x): return x", 1)
        assert sys.getprofile() is own
    finally:
        sys.setprofile(before)


def names_of(forbidden: str) -> bool:
    """Whether a forbidden name of nnlib is a module or something in one."""
    parts = forbidden.rstrip(".").split(".")
    for cut in range(len(parts), 0, -1):
        try:
            found = importlib.import_module(".".join(parts[:cut]))
        except ImportError:
            continue
        for part in parts[cut:]:
            found = getattr(found, part, None)
        return found is not None
    return False


def test_what_is_forbidden_is_there():
    """A function that moves to another module must not fall out of the rule."""
    forbidden = {name for question in load_questions().values() for name in question.forbidden}
    ours = {
        name for name in forbidden | set(DIFFERENTIATION) if name.startswith(("nnlib", "sympy"))
    }
    assert {name for name in ours if not names_of(name)} == set()
