# score: 2
def minibatches(n, size, rng):
    order = rng.permutation(n - 1)
    return [order[at : at + size] for at in range(0, n, size)]
