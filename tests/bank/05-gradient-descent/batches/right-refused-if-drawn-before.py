# score: 3
def minibatches(n, size, rng):
    order = []
    while len(order) < n:
        i = int(rng.integers(n))
        if i not in order:
            order.append(i)
    return [order[at : at + size] for at in range(0, n, size)]
