# score: 3
# mistake: sample-by-sample
def train(X, y, hidden, alpha, tol, max_steps, rng):
    n, d = X.shape
    y = np.reshape(y, (-1, 1))
    W1, W2 = rng.uniform(-1, 1, (d, hidden)), rng.uniform(-1, 1, (hidden, 1))
    b1, b2 = rng.uniform(-1, 1, hidden), rng.uniform(-1, 1, 1)

    def forward():
        z1 = X @ W1 + b1
        a1 = 1 / (1 + np.exp(-z1))
        z2 = a1 @ W2 + b2
        return z1, a1, z2, 1 / (1 + np.exp(-z2))

    def cost():
        return 0.5 * np.sum((y - forward()[-1]) ** 2)

    history = [cost()]
    for step in range(max_steps):
        for x, label in zip(X, y):
            z1 = x @ W1 + b1
            a1 = 1 / (1 + np.exp(-z1))
            a = 1 / (1 + np.exp(-(a1 @ W2 + b2)))
            D2 = (a - label) * a * (1 - a)
            D1 = W2 @ D2 * a1 * (1 - a1)
            W1, b1 = W1 - alpha * np.outer(x, D1), b1 - alpha * D1
            W2, b2 = W2 - alpha * np.outer(a1, D2), b2 - alpha * D2
        history.append(cost())
        if abs(history[-1] - history[-2]) < tol:
            break
    return [W1, W2], [b1, b2], history
