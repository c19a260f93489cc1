# score: 0
# hint: V12
def bias_backward(dZ):
    return np.squeeze(dZ.sum(axis=0))
