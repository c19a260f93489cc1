# score: 0
# hint: V17
def bias_backward(dZ):
    return np.sum(dZ)
