# score: 0
# mistake: row-repeated
def train(X, y, eta, max_epochs):
    w, b, updates = np.zeros(X.shape[1]), 0.0, 0
    for _ in range(max_epochs):
        before = updates
        for x, label in zip(X, y):
            while (error := int(x @ w + b >= 0) - label) != 0:
                w, b, updates = w - eta * error * x, b - eta * error, updates + 1
        if updates == before:
            break
    return w, b, updates
