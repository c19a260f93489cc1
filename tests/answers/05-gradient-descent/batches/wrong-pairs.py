# score: 0
# says: a row of indices
def minibatches(n, size, rng):
    order = rng.permutation(n)
    return [(at, order[at : at + size]) for at in range(0, n, size)]
