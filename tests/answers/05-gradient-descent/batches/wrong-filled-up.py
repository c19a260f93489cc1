# score: 1
# hint: M37
def minibatches(n, size, rng):
    order = rng.permutation(n)
    return [np.take(order, range(at, at + size), mode='wrap') for at in range(0, n, size)]
