# score: 0
# mistake: stopped-for-another-reason
def train(X, y, eta, max_epochs):
    w, b, updates, last = np.zeros(X.shape[1]), 0.0, 0, len(y) + 1
    for _ in range(max_epochs):
        mistakes = 0
        for x, label in zip(X, y):
            error = int(x @ w + b >= 0) - label
            if error:
                w, b, mistakes = w - eta * error * x, b - eta * error, mistakes + 1
        updates += mistakes
        if mistakes <= 1:
            break
        last = mistakes
    return w, b, updates
