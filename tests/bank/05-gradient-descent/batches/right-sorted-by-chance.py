# score: 3
def minibatches(n, size, rng):
    order = sorted(range(n), key=lambda i: rng.random())
    return tuple(tuple(order[k : k + size]) for k in range(0, n, size))
