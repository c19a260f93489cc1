# score: 2
# mistake: shuffled-in-part
def minibatches(n, size, rng):
    p = np.arange(n)
    i, j = rng.integers(n, size=2)
    p[i], p[j] = p[j], p[i]
    return [p[i : i + size] for i in range(0, n, size)]
