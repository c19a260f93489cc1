# score: 4
def two_layer_gradients(X, y, W1, b1, w2, b2):
    X, y, W1, b1, w2 = (np.asarray(v, dtype=np.float32) for v in (X, y, W1, b1, w2))
    a1 = 1 / (1 + np.exp(-(X @ W1 + b1)))
    a = 1 / (1 + np.exp(-(a1 @ w2 + np.float32(b2))))
    D = (a - y) * a * (1 - a)
    E = D[:, None] * w2 * a1 * (1 - a1)
    return X.T @ E, E.sum(0), D @ a1, np.asarray(D.sum())
