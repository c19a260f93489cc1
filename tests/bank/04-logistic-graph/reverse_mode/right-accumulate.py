# score: 10
import math


def reverse_mode(x, y, w):
    e = math.exp(-w * x)
    p = 1 / (1 + e)
    edges = [
        ("L", "xi9", -1),
        ("L", "xi8", -1),
        ("xi8", "xi7", 1 - y),
        ("xi7", "xi6", 1 / (1 - p)),
        ("xi6", "xi4", -1),
        ("xi9", "xi5", y),
        ("xi5", "xi4", 1 / p),
        ("xi4", "xi3", -p * p),
        ("xi3", "xi2", 1),
        ("xi2", "xi1", -e),
        ("xi1", "w", x),
    ]
    adjoint = {"L": 1.0}
    for child, parent, partial in edges:
        adjoint[parent] = adjoint.get(parent, 0.0) + adjoint[child] * partial
    return adjoint
