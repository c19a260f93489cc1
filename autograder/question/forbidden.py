"""What "by hand" forbids: library functions that would answer a question in place of the student.

While an answer runs, Python's profiling hook records each forbidden function that it calls. So it
does not matter under which name, where or when the student imported the function, and other cells
may use any library to compare results. Calls within a library do not count, nor do functions that
the question passes to the answer. Difference quotients that students program themselves are told
by what they ask of such functions: see `by_hand`.
"""

import contextlib
import sys
import threading
from collections.abc import Iterator
from types import FrameType
from typing import Any

DIFFERENTIATION = (
    # The scalar graph, forward and reverse mode, and the formulas of the lectures.
    "nnlib.graph.",
    "nnlib.operations.",
    "nnlib.scalar.",
    "nnlib.formulas.",
    # Difference quotients, the complex step and the gradient check.
    "nnlib.check.",
    # The gradients of losses, and a network's backward pass.
    "nnlib.losses.",
    "nnlib.net.Net.backward",
    "nnlib.net.Net._backward",
    "nnlib.net.Net.fit",
    "nnlib.net.Net.loss_and_gradient",
    "nnlib.training.",
    "nnlib.widgets.",
    # The oracle, which judges answers.
    "autograder.question.oracle.",
    # Automatic differentiation of other libraries. Their numbers and arrays are allowed.
    "autograd.core.",
    "autograd.differential_operators.",
    "autograd.wrap_util.",
    *(
        f"jax._src.api.{name}"
        for name in ("grad", "hessian", "jac", "jvp", "vjp", "value_and_grad")
    ),
    "jax._src.ad_",
    "tensorflow.python.eager.backprop.",
    "torch._functorch.",
    "torch._tensor.Tensor.backward",
    "torch.autograd.",
    # Algebra.
    *(f"sympy.core.{name}" for name in ("expr.Expr.diff", "function.Derivative.", "function.diff")),
    "sympy.geometry.util.idiff",
    *(f"sympy.matrices.matrixbase.MatrixBase.{name}" for name in ("diff", "jacobian")),
    "sympy.matrices.dense.hessian",
    "sympy.polys.polytools.Poly.diff",
    "sympy.tensor.array.arrayop.derive_by_array",
    "sympy.vector.",
    # Difference quotients. numpy.gradient is allowed: it takes the student's own values.
    "findiff.",
    "mpmath.calculus.differentiation.",
    "numdifftools.",
    "scipy.differentiate.",
    "scipy.optimize._numdiff.",
    "scipy.optimize._optimize.approx_fprime",
    "statsmodels.tools.numdiff.",
    "sympy.calculus.finite_diff.",
)
"""What the full names (module and function) of all that differentiates begin with."""


CALLING_MODULE = "autograder.question.time_limit"
"""The module that calls an answer. The answer may itself be a library function."""


@contextlib.contextmanager
def watch_calls(forbidden: tuple[str, ...]) -> Iterator[list[str]]:
    """Yield a list to which the full name of each forbidden function is added when it is called."""
    called: list[str] = []

    def record_call(frame: FrameType, event: str, argument: Any) -> None:
        if event != "call":
            return
        name = f"{frame.f_globals.get('__name__')}.{frame.f_code.co_qualname}"
        if name.startswith(forbidden) and _is_called_from_outside(frame):
            called.append(name)

    before, before_in_threads = sys.getprofile(), threading.getprofile()
    sys.setprofile(record_call)
    threading.setprofile(record_call)
    try:
        yield called
    finally:
        # A profiler written in C cannot be restored.
        sys.setprofile(before if callable(before) else None)
        threading.setprofile(before_in_threads if callable(before_in_threads) else None)  # type: ignore[arg-type]


def _is_called_from_outside(frame: FrameType) -> bool:
    """Return whether the caller is neither in the function's own package nor in the checks."""
    if frame.f_code.co_name == "<module>" or frame.f_back is None:  # an import is not a call
        return False
    package, caller = (str(f.f_globals.get("__name__")) for f in (frame, frame.f_back))
    return caller == CALLING_MODULE or _top_package(caller) not in (
        _top_package(package),
        "autograder",
    )


def _top_package(module: str) -> str:
    return module.partition(".")[0]
