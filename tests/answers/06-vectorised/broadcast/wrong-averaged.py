# score: 0
# hint: V5
def bias_backward(dZ):
    return dZ.mean(axis=0)
