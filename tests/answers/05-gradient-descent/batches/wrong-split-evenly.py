# score: 2
# hint: M34
def minibatches(n, size, rng):
    order = rng.permutation(n)
    return np.array_split(order, -(-n // size))
