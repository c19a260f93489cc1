"""Checks of 07-xor-mlp."""
