# score: 2
# hint: M46
def minibatches(n, size, rng):
    order = rng.permutation(n)
    return [order[:size]]
