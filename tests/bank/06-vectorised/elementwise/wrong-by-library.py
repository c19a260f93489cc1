# score: 0
# says: worked out by hand
from nnlib import sigmoid_prime


def sigmoid_backward(dA, A):
    return dA * sigmoid_prime(A)
