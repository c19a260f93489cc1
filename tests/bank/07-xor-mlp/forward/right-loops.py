# score: 2
from math import exp


def forward(X, W1, b1, w2, b2):
    a1, a = [], []
    for x in X:
        row = []
        for j in range(len(b1)):
            z = b1[j]
            for k in range(len(x)):
                z += x[k] * W1[k][j]
            row.append(1 / (1 + exp(-z)))
        z = b2
        for j in range(len(row)):
            z = z + row[j] * w2[j]
        a1.append(row)
        a.append(1 / (1 + exp(-z)))
    return a1, a
