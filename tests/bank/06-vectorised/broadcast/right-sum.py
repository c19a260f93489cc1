# score: 2
def bias_backward(dZ):
    return dZ.sum(axis=0)
