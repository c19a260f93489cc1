# score: 0
# mistake: stopped-for-another-reason
def train(X, y, eta, max_epochs):
    w, b, n = np.zeros(X.shape[1]), 0.0, 0
    for _ in range(max_epochs):
        k = s = 0
        for x, t in zip(X, y):
            e = int(x @ w + b >= 0) - t
            w, b, k, s = w - eta * e * x, b - eta * e, k + abs(e), s + e
        n += k
        if s == 0:
            break
    return w, b, n
