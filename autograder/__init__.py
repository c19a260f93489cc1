"""Checks, oracle and diagnosis for the exercises. A notebook needs what is named here."""

from .check import check
from .reset import reset_answer
from .show_case import get_case, show_case

__all__ = ["check", "get_case", "reset_answer", "show_case"]
