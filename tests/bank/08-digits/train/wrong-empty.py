# score: 0
# says: not written yet
def train(X, labels, hidden, eta, epochs, size, rng):
    raise NotImplementedError()
