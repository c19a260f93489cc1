# score: 3
def sgd_epoch(X, y, w, b, size, eta, rng):
    for batch in minibatches(len(y), size, rng):
        residual = X[batch] @ w + b - y[batch]
        dw, db = X[batch].T @ residual / len(batch), residual.mean()
        w, b = step(w, dw, eta), step(b, db, eta)
    return w, b
