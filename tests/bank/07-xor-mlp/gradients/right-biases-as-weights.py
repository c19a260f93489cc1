# score: 4
def gradients(weights, biases, X, y):
    one = np.ones((len(X), 1))
    V = [np.vstack([W, b]) for W, b in zip(weights, biases)]
    A = [np.hstack([X, one])]
    for v in V[:-1]:
        A.append(np.hstack([1 / (1 + np.exp(-A[-1] @ v)), one]))
    out = 1 / (1 + np.exp(-A[-1] @ V[-1]))
    d = (out - y) * out * (1 - out)
    answer = {}
    for l in range(len(V) - 1, -1, -1):
        G = A[l].T @ d
        answer[l] = (G[:-1], G[-1])
        d = ((d @ V[l].T) * A[l] * (1 - A[l]))[:, :-1]
    return [answer[l] for l in range(len(V))]
