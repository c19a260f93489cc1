# score: 1
# mistake: gradients-of-epoch-start
def sgd_epoch(X, y, w, b, size, eta, rng):
    order = rng.permutation(len(y))
    w0, b0 = w, b
    for at in range(0, len(y), size):
        rows = order[at : at + size]
        error = X[rows] @ w0 + b0 - y[rows]
        dw, db = error @ X[rows] / len(rows), error.mean()
        w, b = w - eta * dw, b - eta * db
    return w, b
