# score: 2
# mistake: orders-not-equally-likely
def minibatches(n, size, rng):
    order = np.arange(n)
    for k in range(n):
        j = rng.integers(n)
        order[[k, j]] = order[[j, k]]
    return [order[k : k + size] for k in range(0, n, size)]
