# score: 0
# says: A list of batches was expected
def minibatches(n, size, rng):
    return n // size
