# score: 2
# mistake: stopped-for-another-reason
def train(X, y, eta, max_epochs):
    w, b, updates = np.zeros(X.shape[1]), 0.0, 0
    for _ in range(max_epochs):
        before = np.append(w, b)
        for x, label in zip(X, y):
            error = int(x @ w + b >= 0) - label
            if error:
                w, b, updates = w - eta * error * x, b - eta * error, updates + 1
        if np.array_equal(before, np.append(w, b)):
            break
    return w, b, updates
