# score: 2
# hint: M42
def minibatches(n, size, rng):
    order = np.random.default_rng(0).permutation(n)
    return [order[at : at + size] for at in range(0, n, size)]
