# score: 0
# hint: V18
def bias_backward(dZ):
    return np.ones(dZ.shape[1])
