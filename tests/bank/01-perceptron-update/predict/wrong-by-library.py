# score: 0
# says: worked out by hand
from nnlib import perceptron


def predict(w, b, x):
    return perceptron.predict(w, b, x)
