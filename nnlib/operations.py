"""The operations on single numbers, each beside its local partial derivatives.

The table is text: u and v stand for numbers that may vary, c for a constant, y for the result.
Python compiles each line once into a step, the function that makes the next node of a graph, as
fast as one written by hand; `graph` prints the same text as a program. Lectures 02 and 04.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import Any


@dataclass(frozen=True)
class Operation:
    """One operation as Python text.

    text: the operation; by_u, by_v: its partial derivatives, from u, v, c and the result y;
    plain: the operation for Python without `nnlib`, where `text` has a function of our own.
    """

    text: str
    by_u: str
    by_v: str = ""
    plain: str = ""


births = count(0, -1)  # downwards: the heap in `Node.backward` gives the smallest number first

_STEP = """
def step({operands}):
    node = new(type(u))
    node.operation = operation
    node.value = y = {value}
    node.u = u
    node.by_u = {by_u}
    node.constant = {constant}
    node.v = {v}
    node.by_v = {by_v}
    node.adjoint = 0.0
    node.name = None
    node.birth = next(births)
    return node
"""


def _step(text: str, by_u: str, by_v: str = "0.0", plain: str = "") -> Callable[..., Any]:
    # A step takes the nodes u and v, or the node u and the number c, or u alone.
    operation = Operation(text, by_u, by_v, plain)
    value, by_u, by_v = (
        part.format(u="u.value", v="v.value", c="c", y="y") for part in (plain or text, by_u, by_v)
    )
    operands = [name for name in "uvc" if f"{{{name}}}" in text]
    source = _STEP.format(
        operands=", ".join(operands),
        value=value,
        by_u=by_u,
        by_v=by_v,
        v="v" if "v" in operands else None,
        constant="c" if "c" in operands else None,
    )
    names = {**vars(math), "new": object.__new__, "births": births, "operation": operation}
    names["__name__"] = __name__  # so that whoever watches calls knows whose function it is
    exec(compile(source, f"<step {text}>", "exec"), names)
    return names["step"]


U_PLUS_V = _step("{u} + {v}", "1.0", "1.0")
U_PLUS_C = _step("{u} + {c}", "1.0")
C_PLUS_U = _step("{c} + {u}", "1.0")

U_MINUS_V = _step("{u} - {v}", "1.0", "-1.0")
U_MINUS_C = _step("{u} - {c}", "1.0")
C_MINUS_U = _step("{c} - {u}", "-1.0")

U_TIMES_V = _step("{u} * {v}", "{v}", "{u}")
U_TIMES_C = _step("{u} * {c}", "{c}")
C_TIMES_U = _step("{c} * {u}", "{c}")

U_OVER_V = _step("{u} / {v}", "1 / {v}", "-{u} / {v} / {v}")
U_OVER_C = _step("{u} / {c}", "1 / {c}")
C_OVER_U = _step("{c} / {u}", "-{c} / {u} / {u}")

U_TO_V = _step("{u} ** {v}", "{v} * {u} ** ({v} - 1)", "{y} * log({u})")
U_TO_C = _step("{u} ** {c}", "{c} * {u} ** ({c} - 1)")
U_TO_0 = _step("{u} ** {c}", "0.0")
C_TO_U = _step("{c} ** {u}", "{y} * log({c})")

MINUS_U = _step("-{u}", "-1.0")
EXP = _step("exp({u})", "{y}")
LOG = _step("log({u})", "1 / {u}")
SQRT = _step("sqrt({u})", "0.5 / {y}")
SIGMOID = _step("sigmoid({u})", "{y} * (1 - {y})", plain="0.5 * (1 + tanh(0.5 * {u}))")
TANH = _step("tanh({u})", "1 - {y} * {y}")
RELU = _step("relu({u})", "{u} > 0", plain="max(0.0, {u})")

# Two that lecture 04 counts as one step each.
EXP_OF_MINUS_U = _step("exp(-{u})", "-{y}")
MINUS_U_PLUS_V = _step("-({u} + {v})", "-1.0", "-1.0")
