# score: 1
# mistake: best-weights-kept
def train(X, y, eta, max_epochs):
    w, b, updates, kept = np.zeros(X.shape[1]), 0.0, 0, []
    for _ in range(max_epochs):
        before = updates
        for x, label in zip(X, y):
            error = int(x @ w + b >= 0) - label
            if error:
                w, b, updates = w - eta * error * x, b - eta * error, updates + 1
        kept.append((updates - before, w, b))
        if updates == before:
            break
    _, w, b = min(kept, key=lambda epoch: epoch[0])
    return w, b, updates
