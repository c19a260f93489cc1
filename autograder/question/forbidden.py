"""What "by hand" forbids: library functions that would answer a question in place of the student.

While an answer runs, every function that it enters is seen by Python's own profiling hook. So it
makes no difference under which name, where or when the student imported it, and a library that is
used to compare results in another cell is nobody's business. What a library calls inside itself
does not count, nor do functions that the question hands to the answer. Differences that students
program themselves cannot be told from a derivation.
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
    "nnlib.scalar.",
    "nnlib.formulas.",
    # Difference quotients, the complex step and the gradient check.
    "nnlib.check.",
    # The gradients of losses, and a network's backward pass.
    "nnlib.losses.",
    "nnlib.net.Net.backward",
    "nnlib.net.Net._backward",
    "nnlib.net.Net.fit",
    "nnlib.training.",
    "nnlib.widgets.",
    # What judges answers differentiates, too.
    "autograder.question.oracle.",
    # Derivatives by machine from elsewhere. Numbers and arrays of such a library are free.
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
    # Difference quotients. numpy.gradient is free: it takes the student's own values.
    "findiff.",
    "mpmath.calculus.differentiation.",
    "numdifftools.",
    "scipy.differentiate.",
    "scipy.optimize._numdiff.",
    "scipy.optimize._optimize.approx_fprime",
    "statsmodels.tools.numdiff.",
    "sympy.calculus.finite_diff.",
)
"""Beginnings of the full names, module and function, of everything that differentiates."""


DOOR = "autograder.question.answer"
"""The module that calls an answer, which may be a library function itself."""


@contextlib.contextmanager
def watch_calls(forbidden: tuple[str, ...]) -> Iterator[list[str]]:
    """Give a list that fills with the forbidden functions that are called, by their full names."""
    called: list[str] = []

    def see(frame: FrameType, event: str, argument: Any) -> None:
        if event != "call":
            return
        name = f"{frame.f_globals.get('__name__')}.{frame.f_code.co_qualname}"
        if name.startswith(forbidden) and _from_outside(frame):
            called.append(name)

    before, in_threads = sys.getprofile(), threading.getprofile()
    sys.setprofile(see)
    threading.setprofile(see)
    try:
        yield called
    finally:
        # A profiler written in C cannot be handed back; it ends here.
        sys.setprofile(before if callable(before) else None)
        threading.setprofile(in_threads if callable(in_threads) else None)  # type: ignore[arg-type]


def _from_outside(frame: FrameType) -> bool:
    """Tell whether a function is called by neither its own package nor a function of the checks."""
    if frame.f_code.co_name == "<module>" or frame.f_back is None:  # an import is not a use
        return False
    package, caller = (str(f.f_globals.get("__name__")) for f in (frame, frame.f_back))
    return caller == DOOR or _top(caller) not in (_top(package), "autograder")


def _top(module: str) -> str:
    return module.partition(".")[0]
