# score: 1
# mistake: parameter-by-parameter
def train(X, y, eta, max_epochs):
    w, b, updates = np.zeros(X.shape[1]), 0.0, 0
    for _ in range(max_epochs):
        clean = True
        for x, label in zip(X, y, strict=True):
            before = w.copy(), b
            for j in range(len(w)):
                w[j] -= eta * (int(x @ w + b >= 0) - label) * x[j]
            b -= eta * (int(x @ w + b >= 0) - label)
            if (w != before[0]).any() or b != before[1]:
                updates += 1
                clean = False
        if clean:
            break
    return w, b, updates
