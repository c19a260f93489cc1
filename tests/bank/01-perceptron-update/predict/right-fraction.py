# score: 2
from fractions import Fraction


def predict(w, b, x):
    z = Fraction(b) + sum(Fraction(float(p)) * Fraction(float(q)) for p, q in zip(w, x))
    return Fraction(int(z >= 0))
