# score: 5
from math import exp


def train(X, y, hidden, alpha, tol, max_steps, rng):
    n, d = np.shape(X)
    W1 = [[2 * rng.random() - 1 for _ in range(hidden)] for _ in range(d)]
    b1 = [2 * rng.random() - 1 for _ in range(hidden)]
    W2 = [2 * rng.random() - 1 for _ in range(hidden)]
    b2 = 2 * rng.random() - 1

    def g(z):
        return 1 / (1 + exp(-z)) if z > -700 else 0.0

    def run(x):
        a1 = [g(b1[j] + sum(x[k] * W1[k][j] for k in range(d))) for j in range(hidden)]
        return a1, g(b2 + sum(a1[j] * W2[j] for j in range(hidden)))

    def cost():
        return sum((label - run(x)[1]) ** 2 for x, label in zip(rows, labels)) / 2

    rows, labels = np.asarray(X, dtype=float).tolist(), np.ravel(y).tolist()
    history = [cost()]
    while len(history) <= max_steps:
        G1, c1, G2, c2 = [[0.0] * hidden for _ in range(d)], [0.0] * hidden, [0.0] * hidden, 0.0
        for x, label in zip(rows, labels):
            a1, a = run(x)
            e = (a - label) * a * (1 - a)
            c2 += e
            for j in range(hidden):
                G2[j] += e * a1[j]
                f = e * W2[j] * a1[j] * (1 - a1[j])
                c1[j] += f
                for k in range(d):
                    G1[k][j] += f * x[k]
        W1 = [[W1[k][j] - alpha * G1[k][j] for j in range(hidden)] for k in range(d)]
        b1 = [b1[j] - alpha * c1[j] for j in range(hidden)]
        W2 = [W2[j] - alpha * G2[j] for j in range(hidden)]
        b2 -= alpha * c2
        history.append(cost())
        if abs(history[-2] - history[-1]) < tol:
            break
    return (W1, [[w] for w in W2]), (b1, [b2]), tuple(history)
