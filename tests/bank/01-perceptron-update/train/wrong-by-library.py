# score: 0
# says: `train` of nnlib
from nnlib import perceptron


def train(X, y, eta, max_epochs):
    run = perceptron.train(X, y, eta, max_epochs)
    return run.w, run.b, run.updates
