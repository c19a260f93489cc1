# score: 0
# says: worked out by hand
from nnlib import optim


def largest_stable_rate(X):
    return optim.largest_stable_rate(X)
