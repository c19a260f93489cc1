# score: 0
# says: `update` of nnlib
from nnlib.perceptron import update as step


def update(w, b, x, y, eta):
    return step(w, b, x, y, eta)
