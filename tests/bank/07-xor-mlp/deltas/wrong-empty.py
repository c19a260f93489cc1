# score: 0
# says: is not written yet
def deltas(weights, activations, y):
    raise NotImplementedError()
