# score: 1
def sgd_epoch(X, y, w, b, size, eta, rng):
    p = rng.permutation(len(y))
    for i in range(0, len(y), size):
        r = p[i : i + size + 1]
        e = X[r] @ w + b - y[r]
        w, b = w - eta * e @ X[r] / len(r), b - eta * e.mean()
    return w, b
