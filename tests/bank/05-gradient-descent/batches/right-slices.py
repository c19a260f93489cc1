# score: 3
def minibatches(n, size, rng):
    order = rng.permutation(n)
    return [order[at : at + size] for at in range(0, n, size)]
