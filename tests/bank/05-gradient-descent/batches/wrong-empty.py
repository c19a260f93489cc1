# score: 0
# says: not written yet
def minibatches(n, size, rng):
    raise NotImplementedError()
