# score: 4
# mistake: right-while-loss-falls
def train(X, labels, hidden, eta, epochs, size, rng):
    d = X.shape[1]
    W1 = rng.normal(size=(d, hidden)) * np.sqrt(2 / d)
    W2 = rng.normal(size=(hidden, 10)) * np.sqrt(2 / hidden)
    b1, b2 = np.zeros(hidden), np.zeros(10)
    lowest = np.inf
    for epoch in range(epochs):
        order = rng.permutation(len(X))
        for at in range(0, len(X), size):
            rows = order[at : at + size]
            A1 = np.maximum(X[rows] @ W1 + b1, 0)
            Z2 = A1 @ W2 + b2
            P = np.exp(Z2 - Z2.max(axis=1, keepdims=True))
            D2 = (P / P.sum(axis=1, keepdims=True) - np.eye(10)[labels[rows]]) / len(rows)
            D1 = (D2 @ W2.T) * (A1 > 0)
            W1, b1 = W1 - eta * X[rows].T @ D1, b1 - eta * D1.sum(axis=0)
            W2, b2 = W2 - eta * A1.T @ D2, b2 - eta * D2.sum(axis=0)
        Z2 = np.maximum(X @ W1 + b1, 0) @ W2 + b2
        top = Z2.max(axis=1)
        logs = top + np.log(np.exp(Z2 - top[:, None]).sum(axis=1))
        loss = np.mean(logs - Z2[np.arange(len(X)), labels])
        if loss < lowest:
            lowest, best = loss, (W1, b1, W2, b2)
    return best
