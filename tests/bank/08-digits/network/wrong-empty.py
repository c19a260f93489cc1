# score: 0
# says: not written yet
def gradients(X, labels, W1, b1, W2, b2):
    raise NotImplementedError()
