# score: 3
from fractions import Fraction


def train(X, y, eta, max_epochs):
    rows = [[Fraction(value) for value in row] + [Fraction(1)] for row in X.tolist()]
    theta, updates = [Fraction(0)] * len(rows[0]), 0
    for _ in range(max_epochs):
        before = updates
        for row, label in zip(rows, y.tolist()):
            error = label - (sum(p * q for p, q in zip(theta, row)) >= 0)
            if error:
                theta = [p + Fraction(eta) * error * q for p, q in zip(theta, row)]
                updates += 1
        if updates == before:
            break
    return theta[:-1], theta[-1], updates
