# score: 0
# says: A list of batches was expected
def minibatches(n, size, rng):
    order = rng.permutation(n)
    batches = [order[at : at + size] for at in range(0, n, size)]
