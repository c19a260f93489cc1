# score: 0
# hint: V16
def bias_backward(dZ):
    return dZ.sum(axis=1)
