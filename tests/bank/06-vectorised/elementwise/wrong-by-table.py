# score: 0
# says: worked out by hand
from nnlib.functions import ACTIVATIONS


def sigmoid_backward(dA, A):
    return dA * ACTIVATIONS["sigmoid"].prime(A)
