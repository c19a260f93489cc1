# score: 2
def bias_backward(dZ):
    return dZ.T.sum(axis=-1)
