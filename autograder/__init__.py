"""Checks, oracle and diagnosis for the exercises."""
