# score: 2
from itertools import combinations


def least_squares_line(x, y):
    num = sum((x[i] - x[j]) * (y[i] - y[j]) for i, j in combinations(range(len(x)), 2))
    den = sum((x[i] - x[j]) ** 2 for i, j in combinations(range(len(x)), 2))
    return y.mean() - num / den * x.mean(), num / den
