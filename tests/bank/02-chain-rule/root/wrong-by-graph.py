# score: 0
# says: worked out by hand
from nnlib.scalar import Var, sqrt


def root_derivative(z):
    leaf = Var(z)
    sqrt(5 * leaf - 8).backward()
    return leaf.adjoint
