# score: 2
# mistake: column-minus-row
def train(X, y, hidden, alpha, tol, max_steps, rng):
    T = np.asarray(y)
    W1, W2 = rng.uniform(-1, 1, (X.shape[1], hidden)), rng.uniform(-1, 1, (hidden, 1))
    b1, b2 = rng.uniform(-1, 1, hidden), rng.uniform(-1, 1, 1)

    def forward():
        H = 1 / (1 + np.exp(-(X @ W1 + b1)))
        A = 1 / (1 + np.exp(-(H @ W2 + b2)))
        return H, A, ((T - A) ** 2).sum() / 2

    H, A, cost = forward()
    history = [cost]
    for step in range(max_steps):
        D2 = (A - T) * A * (1 - A)
        D1 = (D2.sum(axis=1, keepdims=True) @ W2.T) * H * (1 - H)
        W1, W2 = W1 - alpha * X.T @ D1, W2 - alpha * (H.T @ D2).sum(axis=1, keepdims=True)
        b1, b2 = b1 - alpha * D1.sum(axis=0), b2 - alpha * np.array([D2.sum()])
        H, A, cost = forward()
        history.append(cost)
        if abs(history[-1] - history[-2]) < tol:
            break
    return [W1, W2], [b1, b2], history
