# score: 0
# hint: V9
def bias_backward(dZ):
    return -dZ.sum(axis=0)
