# score: 0
# says: NameError
def minibatches(n, size, rng):
    order = rng.permutation(m)
    return [order[at : at + size] for at in range(0, n, size)]
