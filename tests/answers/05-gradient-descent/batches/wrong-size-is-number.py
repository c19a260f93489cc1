# score: 2
# hint: M38
def minibatches(n, size, rng):
    order = rng.permutation(n)
    return np.array_split(order, size)
