# score: 3
def sgd_epoch(X, y, w, b, size, eta, rng):
    X, y, w, b = (np.asarray(v, dtype=np.float32) for v in (X, y, w, b))
    eta = np.float32(eta)
    order = rng.permutation(len(y))
    for at in range(0, len(y), size):
        rows = order[at : at + size]
        error = X[rows] @ w + b - y[rows]
        w, b = w - eta * (error @ X[rows]) / np.float32(len(rows)), b - eta * error.mean()
    return w, b
