# score: 1
# mistake: weights-frozen-for-epoch
def train(X, y, eta, max_epochs):
    w, b, updates = np.zeros(X.shape[1]), 0.0, 0
    for _ in range(max_epochs):
        errors = (X @ w + b >= 0) - y
        if not errors.any():
            break
        w, b = w - eta * errors @ X, b - eta * errors.sum()
        updates += np.count_nonzero(errors)
    return w, b, updates
