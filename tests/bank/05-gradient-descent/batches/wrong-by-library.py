# score: 0
# says: worked out by hand
import nnlib


def minibatches(n, size, rng):
    return nnlib.optim.minibatches(n, size, rng)
