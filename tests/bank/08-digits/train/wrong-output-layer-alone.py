# score: 4
# mistake: hidden-layer-not-trained
def train(X, labels, hidden, eta, epochs, size, rng):
    d = X.shape[1]
    W1, b1 = rng.normal(size=(d, hidden)) * np.sqrt(2 / d), np.zeros(hidden)
    W2, b2 = rng.normal(size=(hidden, 10)) * np.sqrt(2 / hidden), np.zeros(10)
    for epoch in range(epochs):
        order = rng.permutation(len(X))
        for at in range(0, len(X), size):
            rows = order[at : at + size]
            x, t = X[rows], labels[rows]
            Z1 = x @ W1 + b1
            A1 = np.maximum(Z1, 0)
            Z2 = A1 @ W2 + b2
            E = np.exp(Z2 - Z2.max(axis=1, keepdims=True))
            D2 = E / E.sum(axis=1, keepdims=True)
            D2[np.arange(len(t)), t] -= 1
            D2 /= len(t)
            D1 = (D2 @ W2.T) * (Z1 > 0)
            W1, b1, W2, b2 = W1, b1, W2 - eta * A1.T @ D2, b2 - eta * D2.sum(axis=0)
    return W1, b1, W2, b2
