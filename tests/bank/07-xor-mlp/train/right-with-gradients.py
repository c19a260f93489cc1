# score: 5
def train(X, y, hidden, alpha, tol, max_steps, rng):
    weights = [rng.uniform(-1, 1, (X.shape[1], hidden)), rng.uniform(-1, 1, (hidden, 1))]
    biases = [rng.uniform(-1, 1, hidden), rng.uniform(-1, 1, 1)]
    target = np.reshape(y, (-1, 1))

    def loss():
        a = X
        for W, b in zip(weights, biases):
            a = 1 / (1 + np.exp(-(a @ W + b)))
        return ((target - a) ** 2).sum() / 2

    history = [loss()]
    for _ in range(max_steps):
        found = gradients(weights, biases, X, target)
        weights = [W - alpha * dW for W, (dW, _) in zip(weights, found)]
        biases = [b - alpha * db for b, (_, db) in zip(biases, found)]
        history.append(loss())
        if abs(history[-1] - history[-2]) < tol:
            break
    return weights, biases, history
