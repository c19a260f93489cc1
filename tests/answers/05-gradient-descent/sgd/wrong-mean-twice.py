# score: 1
# hint: M50
def sgd_epoch(X, y, w, b, size, eta, rng):
    order = rng.permutation(len(y))
    for at in range(0, len(y), size):
        rows = order[at : at + size]
        error = X[rows] @ w + b - y[rows]
        dw, db = error @ X[rows] / len(rows) ** 2, error.mean() / len(rows)
        w, b = w - eta * dw, b - eta * db
    return w, b
