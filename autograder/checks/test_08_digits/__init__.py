"""Checks of 08-digits."""
