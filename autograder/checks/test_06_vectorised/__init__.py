"""Checks of 06-vectorised: what an operation on whole matrices sends back.

J is whatever comes after the operation. The cases take the simplest one, the sum of the output's
entries times the gradient that is handed in, and references come from the oracle. Layers are
square in one case, where shapes tell nothing, and have one sample, input or output in others.
"""
