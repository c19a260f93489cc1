# score: 5
# hint: S15
def loss_gradient(X, y, w, b):
    z = X @ w + b
    q = np.exp(-np.abs(z))
    p = np.where(z >= 0, 1, q) / (1 + q)
    c = np.clip(p, 1e-15, 1 - 1e-15)
    loss = -np.mean(y * np.log(c) + (1 - y) * np.log(1 - c))
    D = (p - y) / len(y)
    return loss, X.T @ D, D.sum()
