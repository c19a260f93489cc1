# score: 4
from fractions import Fraction


def multiplications(L):
    L = Fraction(L)
    return L**3 / 3 + 2 * L**2 - L / 3, 2 * L**2, L**2 + L, 4 * L - 2
