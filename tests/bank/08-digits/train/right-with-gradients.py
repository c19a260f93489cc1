# score: 5
def train(X, labels, hidden, eta, epochs, size, rng):
    d = X.shape[1]
    W1, b1 = rng.normal(scale=np.sqrt(2 / d), size=(d, hidden)), np.zeros(hidden)
    W2, b2 = rng.normal(scale=np.sqrt(1 / hidden), size=(hidden, 10)), np.zeros(10)
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for start in range(0, len(X), size):
            batch = order[start : start + size]
            _, dW1, db1, dW2, db2 = gradients(X[batch], labels[batch], W1, b1, W2, b2)
            W1, b1, W2, b2 = W1 - eta * dW1, b1 - eta * db1, W2 - eta * dW2, b2 - eta * db2
    return W1, b1, W2, b2
