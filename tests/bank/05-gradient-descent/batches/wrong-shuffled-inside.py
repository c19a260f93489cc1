# score: 2
# mistake: shuffled-in-part
def minibatches(n, size, rng):
    return [rng.permutation(np.arange(at, min(at + size, n))) for at in range(0, n, size)]
