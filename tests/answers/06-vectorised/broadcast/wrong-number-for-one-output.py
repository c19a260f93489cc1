# score: 0
# hint: V12
def bias_backward(dZ):
    return dZ.sum() if dZ.shape[1] == 1 else dZ.sum(axis=0)
