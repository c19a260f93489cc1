# score: 0
# mistake: last-row-left-out
def train(X, y, eta, max_epochs):
    w, b, n = np.zeros(X.shape[1]), 0.0, 0
    for _ in range(max_epochs):
        k = 0
        for x, t in zip(X[:-1], y):
            e = int(x @ w + b >= 0) - t
            w, b, k = w - eta * e * x, b - eta * e, k + abs(e)
        n += k
        if not k:
            break
    return w, b, n
