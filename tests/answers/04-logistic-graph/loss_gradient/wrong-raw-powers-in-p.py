# score: 5
# hint: S4
def loss_gradient(X, y, w, b):
    z = X @ w + b
    q = np.exp(-np.abs(z))
    p = np.exp(z) / (1 + np.exp(z))
    loss = np.mean(np.maximum(z, 0) - y * z + np.log1p(q))
    D = (p - y) / len(y)
    return loss, X.T @ D, D.sum()
