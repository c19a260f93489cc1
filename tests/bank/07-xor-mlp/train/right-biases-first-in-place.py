# score: 5
def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def train(X, y, hidden, alpha, tol, max_steps, rng):
    biases = [rng.uniform(low=-1.0, high=1.0, size=m) for m in (hidden, 1)]
    weights = [rng.uniform(low=-1.0, high=1.0, size=s) for s in ((X.shape[1], hidden), (hidden, 1))]
    y = np.asarray(y).reshape(len(X), 1)
    history = []
    before = None
    while True:
        a1 = sigmoid(X @ weights[0] + biases[0])
        a = sigmoid(a1 @ weights[1] + biases[1])
        history.append(float(((y - a) ** 2).sum() / 2))
        if before is not None and -tol < history[-1] - before < tol:
            break
        if len(history) == max_steps + 1:
            break
        before = history[-1]
        delta = (a - y) * a * (1 - a)
        deltas = [delta @ weights[1].T * a1 * (1 - a1), delta]
        for W, b, D, A in zip(weights, biases, deltas, (X, a1)):
            W -= alpha * A.T @ D
            b -= alpha * D.sum(0)
    return weights, biases, history
