# score: 7
def loss_gradient(X, y, w, b):
    z = X @ w + b
    q = np.exp(-np.abs(z))
    p = np.where(z >= 0, 1, q) / (1 + q)
    r = np.where(z >= 0, q, 1) / (1 + q)
    loss = np.mean(np.maximum(z, 0) - y * z + np.log1p(q))
    d = (1 - y) * p - y * r
    D = d / len(y)
    return loss, X.T @ D, D.sum()
