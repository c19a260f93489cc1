# score: 0
def train(X, y, eta, max_epochs):
    rng = np.random.default_rng(5)
    w, b, updates = np.zeros(X.shape[1]), 0.0, 0
    for _ in range(max_epochs):
        clean = True
        for i in rng.permutation(len(X)):
            error = int(X[i] @ w + b >= 0) - y[i]
            if error:
                w, b = w - eta * error * X[i], b - eta * error
                updates, clean = updates + 1, False
        if clean:
            break
    return w, b, updates
