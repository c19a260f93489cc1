# score: 0
# says: `complex_step` of nnlib
import nnlib


def affine_backward(X, W, dZ):
    dW = nnlib.complex_step(lambda V: (dZ * (X @ V)).sum(), W)
    return dZ @ W.T, dW, dZ.sum(axis=0)
