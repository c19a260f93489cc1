# score: 0
# says: whole numbers
def minibatches(n, size, rng):
    order = rng.permutation(n) * 1.0
    return [order[at : at + size] for at in range(0, n, size)]
