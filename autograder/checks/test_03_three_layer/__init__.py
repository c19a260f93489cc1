"""Checks of 03-three-layer: the network A = f(f(f(X W1 + b1) W2 + b2) Wo + bo).

A layer is also judged on the student's own delta of the layer after it: one slip costs one step.
"""
