"""Checks of 02-chain-rule.

References come from the functions alone, by the oracle; what each known mistake gives is written
from the factors of the right product, one of them changed.
"""
