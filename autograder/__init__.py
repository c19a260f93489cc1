"""Checks, oracle and diagnosis for the exercises. A notebook needs `check` alone."""

from .check import check

__all__ = ["check"]
