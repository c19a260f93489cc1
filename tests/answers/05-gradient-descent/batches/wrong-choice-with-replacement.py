# score: 2
# hint: M39
def minibatches(n, size, rng):
    order = rng.choice(n, n)
    return [order[at : at + size] for at in range(0, n, size)]
