# score: 2
# hint: M43
def minibatches(n, size, rng):
    order = np.random.permutation(n)
    return [order[at : at + size] for at in range(0, n, size)]
