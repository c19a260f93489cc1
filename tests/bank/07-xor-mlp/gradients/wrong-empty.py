# score: 0
# says: is not written yet
def gradients(weights, biases, X, y):
    raise NotImplementedError()
