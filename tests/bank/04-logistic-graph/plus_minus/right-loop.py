# score: 3
import math


def plus_minus_gradient(X, y, w, b):
    dw, db = [0.0 for _ in w], 0.0
    for x, label in zip(X.tolist(), y.tolist()):
        margin = label * (sum(a * v for a, v in zip(x, w)) + b)
        pull = -label / (1 + math.exp(margin))
        dw = [old + pull * a / len(X) for old, a in zip(dw, x)]
        db += pull / len(X)
    return [dw, db]
