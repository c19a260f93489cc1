# score: 4
from math import exp


def gradients(weights, biases, X, y):
    L = len(weights)
    found = [([[0.0] * W.shape[1] for _ in W], [0.0] * W.shape[1]) for W in weights]
    for i in range(len(X)):
        a = [list(X[i])]
        for W, b in zip(weights, biases):
            row = []
            for j in range(len(b)):
                z = b[j] + sum(a[-1][k] * W[k, j] for k in range(len(a[-1])))
                row.append(1 / (1 + exp(-z)))
            a.append(row)
        d = [(p - t) * p * (1 - p) for p, t in zip(a[-1], y[i])]
        for l in range(L - 1, -1, -1):
            for j in range(len(d)):
                found[l][1][j] += d[j]
                for k in range(len(a[l])):
                    found[l][0][k][j] += a[l][k] * d[j]
            W = weights[l]
            d = [
                sum(W[k, j] * d[j] for j in range(len(d))) * a[l][k] * (1 - a[l][k])
                for k in range(len(a[l]))
            ]
    return found
