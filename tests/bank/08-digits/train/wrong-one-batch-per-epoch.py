# score: 2
# mistake: learns-too-little first-batch-only
def train(X, labels, hidden, eta, epochs, size, rng):
    n, d = X.shape
    W1, b1 = rng.normal(0, 0.1 * np.sqrt(2 / d), (d, hidden)), np.zeros(hidden)
    W2, b2 = rng.normal(0, 0.1 * np.sqrt(2 / hidden), (hidden, 10)), np.zeros(10)
    for _ in range(epochs):
        rows = rng.permutation(n)[:size]
        x, t = X[rows], labels[rows]
        Z1 = x @ W1 + b1
        H = np.maximum(Z1, 0)
        S = H @ W2 + b2
        P = np.exp(S - S.max(axis=1, keepdims=True))
        P /= P.sum(axis=1, keepdims=True)
        P[np.arange(len(t)), t] -= 1
        D2 = P / len(t)
        D1 = (D2 @ W2.T) * (Z1 > 0)
        W1, b1 = W1 - eta * x.T @ D1, b1 - eta * D1.sum(axis=0)
        W2, b2 = W2 - eta * H.T @ D2, b2 - eta * D2.sum(axis=0)
    return W1, b1, W2, b2
