# score: 0
# says: `complex_step` of nnlib
from nnlib.check import complex_step


def two_path_derivative(x, a, da, b, db):
    return complex_step(lambda t: a(t) * b(t), x)
