# score: 0
# says: not in value yet
def bias_backward(dZ):
    return dZ.sum(axis=0).round(2)
