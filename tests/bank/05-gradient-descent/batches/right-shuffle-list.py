# score: 3
def minibatches(n, size, rng):
    order = list(range(n))
    rng.shuffle(order)
    return [order[at : at + size] for at in range(0, n, size)]
