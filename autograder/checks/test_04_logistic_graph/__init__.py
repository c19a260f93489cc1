"""Checks of 04-logistic-graph: the logistic loss as a graph, and for many rows at once.

References come from the forward definition: a partial is the derivative of one node, a tangent that
of a node by w, an adjoint that of L by a node, all three by the oracle. A node is also judged on
the student's own values of the nodes before it, so that one slip costs one node.
"""
