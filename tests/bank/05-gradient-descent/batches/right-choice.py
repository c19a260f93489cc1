# score: 3
def minibatches(n, size, rng):
    order = rng.choice(n, n, replace=False).astype(np.int32)
    return [order[at : at + size] for at in range(0, n, size)]
