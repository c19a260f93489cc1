# score: 0
# says: twice the reference
def bias_backward(dZ):
    return 2 * dZ.sum(axis=0)
