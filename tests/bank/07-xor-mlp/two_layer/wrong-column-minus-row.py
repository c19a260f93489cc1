# score: 2
# mistake: column-minus-row
def two_layer_gradients(X, y, W1, b1, w2, b2):
    g = lambda z: 1 / (1 + np.exp(-z)); a1 = g(X @ W1 + b1); a = g(a1 @ w2[:, None] + b2)
    D2 = ((a - y) * a * (1 - a)).sum(axis=1, keepdims=True); D1 = D2 @ w2[None] * a1 * (1 - a1)
    return X.T @ D1, D1.sum(0), (a1.T @ D2).ravel(), float(D2.sum())
