# score: 2
# hint: M41
def minibatches(n, size, rng):
    order = np.arange(n)[::-1]
    return [order[at : at + size] for at in range(0, n, size)]
