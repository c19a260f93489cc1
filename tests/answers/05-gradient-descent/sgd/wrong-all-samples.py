# score: 0
# hint: M51 M41
def sgd_epoch(X, y, w, b, size, eta, rng):
    order = rng.permutation(len(y))
    for at in range(0, len(y), size):
        rows = order[at : at + size]
        error = X @ w + b - y
        dw, db = error @ X / len(y), error.mean()
        w, b = w - eta * dw, b - eta * db
    return w, b
