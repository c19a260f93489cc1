"""Checks of 05-gradient-descent: steps, runs, batches, rates, and a line in closed form."""
