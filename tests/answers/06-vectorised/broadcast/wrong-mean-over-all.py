# score: 0
# hint: T17
def bias_backward(dZ):
    return dZ.sum(axis=0) / dZ.size
