# score: 6
# hint: S18
def loss_gradient(X, y, w, b):
    z = X @ w + b
    q = np.exp(-np.abs(z))
    p = np.where(z >= 0, 1, q) / (1 + q)
    loss = np.mean(np.maximum(z, 0) - y * z + np.log(1 + q))
    D = (p - y) / len(y)
    return loss, X.T @ D, D.sum()
