# score: 3
def minibatches(n, size, rng):
    order = rng.permutation(n)
    return np.split(order, range(size, n, size))
