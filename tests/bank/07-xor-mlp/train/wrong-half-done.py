# score: 1
def train(X, y, hidden, alpha, tol, max_steps, rng):
    widths = [X.shape[1], hidden, 1]
    weights = [rng.uniform(-1, 1, pair) for pair in zip(widths, widths[1:])]
    biases = [rng.uniform(-1, 1, width) for width in widths[1:]]
    return weights, biases, []
