"""Checks, oracle and diagnosis for the exercises. A notebook needs what is named here."""

from .check import check
from .explain import explain
from .reset import reset_answer
from .show_case import get_case, show_case

__all__ = ["check", "explain", "get_case", "reset_answer", "show_case"]
