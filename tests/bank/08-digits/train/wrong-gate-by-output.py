# score: 4
# mistake: activation-not-derivative
def train(X, labels, hidden, eta, epochs, size, rng):
    m, d = X.shape
    W1 = rng.normal(size=(d, hidden)) * 0.03 * np.sqrt(2 / d)
    W2 = rng.normal(size=(hidden, 10)) * 0.03 * np.sqrt(2 / hidden)
    b1, b2 = np.zeros(hidden), np.zeros(10)
    for epoch in range(epochs):
        order = rng.permutation(m)
        for start in range(0, m, size):
            batch = order[start : start + size]
            x, y = X[batch], labels[batch]
            Z1 = x @ W1 + b1
            A1 = np.maximum(Z1, 0)
            Z2 = A1 @ W2 + b2
            E = np.exp(Z2 - Z2.max(axis=1, keepdims=True))
            D2 = E / E.sum(axis=1, keepdims=True)
            D2[np.arange(len(y)), y] -= 1
            D2 /= len(y)
            D1 = (D2 @ W2.T) * A1
            W1 = W1 - eta * x.T @ D1
            b1 = b1 - eta * D1.sum(axis=0)
            W2 = W2 - eta * A1.T @ D2
            b2 = b2 - eta * D2.sum(axis=0)
    return W1, b1, W2, b2
