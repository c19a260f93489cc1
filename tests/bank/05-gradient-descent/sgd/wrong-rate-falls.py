# score: 1
# mistake: rate-falls-every-batch
def sgd_epoch(X, y, w, b, size, eta, rng):
    order, t = rng.permutation(len(y)), 0
    for at in range(0, len(y), size):
        rows = order[at : at + size]
        error = X[rows] @ w + b - y[rows]
        t += 1
        dw, db = error @ X[rows] / len(rows), error.mean()
        w, b = w - eta / t * dw, b - eta / t * db
    return w, b
