# score: 2
# hint: M44
def minibatches(n, size, rng):
    order = np.roll(np.arange(n), rng.integers(1, n))
    return [order[at : at + size] for at in range(0, n, size)]
