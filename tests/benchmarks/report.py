"""The tables of the benchmark, in 100 columns: a row for each contender, a column for each case."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from .cases import Case, Network
from .clock import Times, ratio, typical
from .goals import GOALS
from .with_autograd import AUTOGRAD
from .with_buffers import BUFFERS
from .with_jax import JAX
from .with_micrograd import MICROGRAD
from .with_nnlib import CHECKED, COMPILED, NNLIB
from .with_numpy import FLOATS, PLAIN
from .with_sklearn import SKLEARN
from .with_torch import TORCH

_ROWS = (
    *(FLOATS, PLAIN, BUFFERS, NNLIB, CHECKED, COMPILED),
    *(JAX, TORCH, AUTOGRAD, SKLEARN, MICROGRAD),
)
_NOTES = """\
A step is the loss and all its gradients, without the update. The plain one is plain NumPy, or plain
Python for the scalar graph; the peak is the rate of a product of two large square matrices.
  logistic  binary cross-entropy of σ(Xw + b), 303 rows
  XOR       2-2-1, sigmoid units, half mean squared error, batch 4
  MLP       784-256-10, ReLU, softmax cross-entropy, batches of 64 and 256
  deep      64-128-64-10, tanh, sigmoid, softmax cross-entropy, batch 128
  scalar    the graph of −(y log p + (1 − y) log(1 − p)), p = σ(wx), built and differentiated
"nnlib" is what training runs for a batch, or a loss without its checks; "checked" is what everybody
calls, and looks at its arguments every time. scikit-learn's step has an update too, and its XOR a
linear output. micrograd got exp and log from us."""


def report(cases: Sequence[Case], times: Mapping[str, Times], rates: Mapping[type, float]) -> str:
    """Return the tables and the goals.

    times: by the names of the cases; rates: the best multiplications a second, by dtype.
    """
    large = [case for case in cases if isinstance(case, Network) and case.kind != "xor"]

    def absolute(case: Case, name: str) -> str:
        return _short(1e6 * typical(times[case.name], name))

    def relative(case: Case, name: str) -> str:
        row = times[case.name]
        return _short(ratio(row, name, PLAIN if PLAIN in row else FLOATS))

    def share(case: Network, name: str) -> str:
        rate = case.multiplications / typical(times[case.name], name)
        return f"{rate / rates[case.dtype]:.0%}"

    return "\n\n".join(
        [
            _table("µs per step", cases, times, absolute),
            _table("× the plain one", cases, times, relative),
            _table("share of peak", large, times, share),
            _NOTES,
            "\n".join(goal.judge(times) for goal in GOALS),
        ]
    )


def _table(
    head: str,
    cases: Sequence[Any],
    times: Mapping[str, Times],
    cell: Callable[[Any, str], str],
) -> str:
    names = [name for name in _ROWS if any(name in times[case.name] for case in cases)]
    lines = [f"{text:16}" for text in (head, "", *names)]
    for case in cases:
        cells = [cell(case, name) if name in times[case.name] else "–" for name in names]
        column = [*case.title, *cells]
        width = max(map(len, column)) + 2
        lines = [line + f"{text:>{width}}" for line, text in zip(lines, column, strict=True)]
    return "\n".join(lines)


def _short(value: float) -> str:
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"
