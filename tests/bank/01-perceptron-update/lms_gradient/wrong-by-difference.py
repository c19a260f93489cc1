# score: 0
# says: `central_difference` of nnlib
from nnlib import central_difference


def lms_gradient(w, b, X, y):
    def loss(w, b):
        return ((X @ w + b - y) ** 2).mean() / 2

    return central_difference(lambda v: loss(v, b), w), central_difference(lambda v: loss(w, v), b)
