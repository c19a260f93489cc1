# score: 7
def loss_gradient(X, y, w, b):
    z = X @ w + b
    q = np.exp(-np.abs(z))
    loss = np.sum(np.maximum(z, 0) - y * z + np.log1p(q)) / len(y)
    far = np.copysign(q / (1 + q), z)  # what is left of p beside the step, which tanh rounds away
    near = (1 + np.tanh(z / 2)) / 2 - y
    D = np.where(np.abs(z) < 1, near, (z > 0) - y - far) / len(y)
    return loss, X.T @ D, D.sum()
