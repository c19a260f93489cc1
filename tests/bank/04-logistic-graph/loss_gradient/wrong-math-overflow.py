# score: 3
# says: math
import math


def loss_gradient(X, y, w, b):
    loss, D = 0.0, np.zeros(len(X))
    for i, x in enumerate(X):
        z = float(x @ w + b)
        p = 1 / (1 + math.exp(-z))
        loss -= (y[i] * math.log(p) + (1 - y[i]) * math.log(1 - p)) / len(X)
        D[i] = (p - y[i]) / len(X)
    return loss, D @ X, sum(D)
