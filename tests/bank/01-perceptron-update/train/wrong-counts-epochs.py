# score: 2
# mistake: epochs-counted
def train(X, y, eta, max_epochs):
    w, b, updates = np.zeros(X.shape[1]), 0.0, 0
    for _ in range(max_epochs):
        updates += 1
        clean = True
        for x, label in zip(X, y, strict=True):
            error = int(x @ w + b >= 0) - label
            if error:
                w, b = w - eta * error * x, b - eta * error
                pass
                clean = False
        if clean:
            break
    return w, b, updates
