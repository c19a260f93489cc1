# score: 2
# hint: M33
def minibatches(n, size, rng):
    order = rng.permutation(n)
    return [order[max(end - size, 0) : end] for end in range(n, 0, -size)][::-1]
