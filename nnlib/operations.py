"""The table of operations on single numbers, each beside its local partial derivatives.

It is text: u and v stand for numbers that may vary, c for a constant, y for the result. `scalar`
computes the same with numbers, and `graph` prints it as a program. Lectures 02 and 04.
"""

from dataclasses import dataclass


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


U_PLUS_V = Operation("{u} + {v}", "1", "1")
U_PLUS_C = Operation("{u} + {c}", "1")
C_PLUS_U = Operation("{c} + {u}", "1")

U_MINUS_V = Operation("{u} - {v}", "1", "-1")
U_MINUS_C = Operation("{u} - {c}", "1")
C_MINUS_U = Operation("{c} - {u}", "-1")

U_TIMES_V = Operation("{u} * {v}", "{v}", "{u}")
U_TIMES_C = Operation("{u} * {c}", "{c}")
C_TIMES_U = Operation("{c} * {u}", "{c}")

U_OVER_V = Operation("{u} / {v}", "1 / {v}", "-{u} / {v} / {v}")
U_OVER_C = Operation("{u} / {c}", "1 / {c}")
C_OVER_U = Operation("{c} / {u}", "-{c} / {u} / {u}")

U_TO_V = Operation("{u} ** {v}", "{v} * {u} ** ({v} - 1)", "{y} * log({u})")
U_TO_C = Operation("{u} ** {c}", "{c} * {u} ** ({c} - 1)")
U_TO_0 = Operation("{u} ** {c}", "0.0")
C_TO_U = Operation("{c} ** {u}", "{y} * log({c})")

MINUS_U = Operation("-{u}", "-1")
EXP = Operation("exp({u})", "{y}")
LOG = Operation("log({u})", "1 / {u}")
SQRT = Operation("sqrt({u})", "0.5 / {y}")
SIGMOID = Operation("sigmoid({u})", "{y} * (1 - {y})", plain="0.5 * (1 + tanh(0.5 * {u}))")
TANH = Operation("tanh({u})", "1 - {y} * {y}")
RELU = Operation("relu({u})", "{u} > 0", plain="max(0.0, {u})")

# Two that lecture 04 counts as one step each.
EXP_OF_MINUS_U = Operation("exp(-{u})", "-{y}")
MINUS_U_PLUS_V = Operation("-({u} + {v})", "-1", "-1")
