# score: 0
# says: changed its
def plus_minus_gradient(X, y, w, b):
    X *= 1 + 0 * y[:, None]
    y *= -1
    y *= -1
    X[0] = X[0] + 1
    z = X @ w + b
    P = 1 / (1 + np.exp(-y * z))
    D = -y * (1 - P) / len(y)
    return X.T @ D, D.sum()
