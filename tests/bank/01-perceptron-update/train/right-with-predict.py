# score: 3
def train(X, y, eta, max_epochs):
    w, b, updates = np.zeros(X.shape[1]), 0.0, 0
    for _ in range(max_epochs):
        before = updates
        for row, label in zip(X, y):
            error = predict(w, b, row) - label
            if error:
                w, b, updates = w - eta * error * row, b - eta * error, updates + 1
        if updates == before:
            break
    return w, b, updates
