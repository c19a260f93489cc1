# score: 3
def minibatches(n, size, rng):
    a = np.arange(n)
    for i in range(n - 1, 0, -1):
        j = rng.integers(i + 1)
        a[i], a[j] = a[j], a[i]
    return [a[s:][:size] for s in range(0, n, size)]
