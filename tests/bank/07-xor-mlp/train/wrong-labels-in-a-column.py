# score: 0
# says: D2 @ W2.T
def train(X, y, hidden, alpha, tol, max_steps, rng):
    d = X.shape[1]
    W1, W2 = rng.uniform(-1, 1, (d, hidden)), rng.uniform(-1, 1, (hidden, 1))
    b1, b2 = rng.uniform(-1, 1, hidden), rng.uniform(-1, 1, size=(1,))

    def forward():
        z1 = X @ W1 + b1
        a1 = 1 / (1 + np.exp(-z1))
        z2 = a1 @ W2 + b2
        return z1, a1, z2, 1 / (1 + np.exp(-z2))

    def cost():
        return 0.5 * np.sum((y - forward()[-1]) ** 2)

    history = [cost()]
    for step in range(max_steps):
        z1, a1, z2, a = forward()
        D2 = (a - y) * a * (1 - a)
        D1 = D2 @ W2.T * a1 * (1 - a1)
        dW1, db1 = X.T @ D1, D1.sum(axis=0)
        dW2, db2 = a1.T @ D2, D2.sum(axis=0)
        W1, b1 = W1 - alpha * dW1, b1 - alpha * db1
        W2, b2 = W2 - alpha * dW2, b2 - alpha * db2
        history.append(cost())
        if abs(history[-1] - history[-2]) < tol:
            break
    return [W1, W2], [b1, b2], history
