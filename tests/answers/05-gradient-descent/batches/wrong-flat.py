# score: 0
# says: a row of indices
def minibatches(n, size, rng):
    order = rng.permutation(n)
    return order
