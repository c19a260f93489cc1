# score: 7
import math


def loss_gradient(X, y, w, b):
    m = len(y)
    L = 0.0
    dw = [0.0] * len(w)
    db = 0.0
    for x, t in zip(X.tolist(), y.tolist()):
        z = math.fsum(p * q for p, q in zip(x, w)) + b
        if z > 0:
            e = math.exp(-z)
            p, r, s = 1 / (1 + e), e / (1 + e), (1 - t) * z + math.log1p(e)
        else:
            e = math.exp(z)
            p, r, s = e / (1 + e), 1 / (1 + e), -t * z + math.log1p(e)
        s = t * (max(z, 0) - z) + (1 - t) * max(z, 0) + math.log1p(e)
        L += s / m
        for j in range(len(dw)):
            dw[j] += ((1 - t) * p - t * r) * x[j] / m
        db += ((1 - t) * p - t * r) / m
    return L, dw, db
