# score: 0
# says: is not written yet
def train(X, y, hidden, alpha, tol, max_steps, rng):
    raise NotImplementedError()
