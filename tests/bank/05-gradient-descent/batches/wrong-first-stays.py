# score: 2
# mistake: shuffled-in-part
def minibatches(n, size, rng):
    p = np.append(0, 1 + rng.permutation(n - 1))
    return [p[i : i + size] for i in range(0, n, size)]
