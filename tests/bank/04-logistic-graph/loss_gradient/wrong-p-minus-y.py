# score: 6
# mistake: tiny-value-lost
def loss_gradient(X, y, w, b):
    m = len(y)
    z = X @ w + b
    e = np.exp(-np.abs(z))
    p = np.where(z >= 0, 1, e) / (1 + e)
    q = np.where(z >= 0, e, 1) / (1 + e)
    to_one = np.log1p(e) + np.maximum(-z, 0)
    to_zero = np.log1p(e) + np.maximum(z, 0)
    loss = np.sum(y / m * to_one + (1 - y) / m * to_zero)
    g = (p - y) / m
    return loss, X.T @ g, g.sum()
