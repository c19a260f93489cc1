"""Checks of 01-perceptron-update."""
