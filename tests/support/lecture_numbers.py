"""What the tests of the numbers in lectures share."""

from typing import Any


def number(expression: Any, values: Any) -> float:
    """Put values into an expression of SymPy's; its types do not say that a float comes out."""
    return float(expression.subs(values))
