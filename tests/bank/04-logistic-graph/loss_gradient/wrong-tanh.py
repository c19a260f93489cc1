# score: 6
# mistake: tiny-value-lost
def loss_gradient(X, y, w, b):
    z = X @ w + b
    q = np.exp(-np.abs(z))
    p = (1 + np.tanh(z / 2)) / 2
    loss = np.mean(np.maximum(z, 0) - y * z + np.log1p(q))
    D = (p - y) / len(y)
    return loss, X.T @ D, D.sum()
