# score: 0
# says: worked out by hand
from nnlib.functions import relu_prime


def relu_backward(dA, Z):
    return dA * relu_prime(Z)
