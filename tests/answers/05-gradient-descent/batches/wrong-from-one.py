# score: 2
# hint: M40
def minibatches(n, size, rng):
    order = 1 + rng.permutation(n)
    return [order[at : at + size] for at in range(0, n, size)]
