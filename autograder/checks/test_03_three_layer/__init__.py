"""Checks of 03-three-layer: the network A = f(f(f(X W1 + b1) W2 + b2) Wo + bo).

References come from the oracle, that is from the forward pass and the loss alone. What each known
mistake gives is written from the right deltas, one changed step at a time. A layer is also judged
on the student's own delta of the layer after it, so that one slip costs one step.
"""
