# score: 0
# says: worked out by hand
import warnings

from sklearn.neural_network import MLPClassifier


def train(X, labels, hidden, eta, epochs, size, rng):
    net = MLPClassifier([hidden], random_state=int(rng.integers(2**31)), batch_size=size, max_iter=epochs)
    net.fit(X, labels)
    return net.coefs_[0], net.intercepts_[0], net.coefs_[1], net.intercepts_[1]
