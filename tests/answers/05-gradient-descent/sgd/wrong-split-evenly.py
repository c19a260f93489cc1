# score: 1
# hint: M34
def sgd_epoch(X, y, w, b, size, eta, rng):
    order = rng.permutation(len(y))
    for rows in np.array_split(order, -(-len(y) // size)):
        error = X[rows] @ w + b - y[rows]
        dw, db = error @ X[rows] / len(rows), error.mean()
        w, b = w - eta * dw, b - eta * db
    return w, b
