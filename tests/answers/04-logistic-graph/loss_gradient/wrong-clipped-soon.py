# score: 6
# hint: S15
def loss_gradient(X, y, w, b):
    z = X @ w + b
    q = np.exp(-np.abs(z))
    p = np.clip(np.where(z >= 0, 1, q) / (1 + q), 1e-3, 1 - 1e-3)
    loss = -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))
    D = (p - y) / len(y)
    return loss, X.T @ D, D.sum()
