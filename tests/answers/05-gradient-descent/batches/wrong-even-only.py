# score: 0
# says: ValueError
def minibatches(n, size, rng):
    order = rng.permutation(n)
    return order.reshape(-1, size)
