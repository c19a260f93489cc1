# score: 0
# says: worked out by hand
from nnlib import Net


def train(X, labels, hidden, eta, epochs, size, rng):
    net = Net([X.shape[1], hidden, 10], ["relu", "identity"], "softmax_cross_entropy", rng)
    net.fit(X, labels, eta, epochs, size, rng)
    return net.weights[0], net.biases[0], net.weights[1], net.biases[1]
