# score: 4
# says: not finite
def loss_gradient(X, y, w, b):
    z = X @ w + b
    q = np.exp(-np.abs(z))
    p = np.where(z >= 0, 1, q) / (1 + q)
    loss = np.log(-abs(z)).mean()
    D = (p - y) / len(y)
    return loss, X.T @ D, D.sum()
