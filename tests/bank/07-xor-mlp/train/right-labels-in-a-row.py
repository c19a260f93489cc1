# score: 5
def train(X, y, hidden, alpha, tol, max_steps, rng):
    d = X.shape[1]
    theta = rng.random(hidden * (d + 2) + 1) * 2 - 1
    cuts = np.cumsum([d * hidden, hidden, hidden])

    def look(theta):
        W1, b1, w2, b2 = np.split(theta, cuts)
        W1 = W1.reshape(d, hidden)
        a1 = 0.5 * (1 + np.tanh(0.5 * (X @ W1 + b1)))
        a = 0.5 * (1 + np.tanh(0.5 * (a1 @ w2 + b2)))
        D2 = (a - y) * a * (1 - a)
        D1 = np.outer(D2, w2) * a1 * (1 - a1)
        gradient = np.concatenate([(X.T @ D1).ravel(), D1.sum(0), a1.T @ D2, [D2.sum()]])
        return ((a - y) ** 2).sum() / 2, gradient

    loss, gradient = look(theta)
    history = [loss]
    for _ in range(max_steps):
        theta = theta - alpha * gradient
        loss, gradient = look(theta)
        history.append(loss)
        if abs(loss - history[-2]) < tol:
            break
    W1, b1, w2, b2 = np.split(theta, cuts)
    return [W1.reshape(d, hidden), w2.reshape(hidden, 1)], [b1, b2], np.array(history)
