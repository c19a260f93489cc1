# score: 0
# says: whole numbers
def minibatches(n, size, rng):
    order = rng.permutation(n)
    return [np.isin(np.arange(n), order[at : at + size]) for at in range(0, n, size)]
