# score: 4
def two_layer_gradients(X, y, W1, b1, w2, b2):
    W2, Y = w2.reshape(-1, 1), y.reshape(-1, 1)
    C = 0.5 * (1 + np.tanh((X @ W1 + b1) / 2))
    A = 0.5 * (1 + np.tanh((C @ W2 + b2) / 2))
    D2 = -(Y - A) * A * (1 - A)
    D1 = D2 @ W2.T * C * (1 - C)
    ones = np.ones(len(X))
    return X.T @ D1, ones @ D1, (C.T @ D2).ravel(), (ones @ D2).item()
