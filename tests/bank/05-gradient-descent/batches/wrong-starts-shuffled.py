# score: 2
# mistake: shuffled-in-part
def minibatches(n, size, rng):
    starts = rng.permutation(np.arange(0, n, size))
    return sorted([np.arange(at, min(at + size, n)) for at in starts], key=len, reverse=True)
