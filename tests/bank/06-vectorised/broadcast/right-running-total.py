# score: 2
def bias_backward(dZ):
    return np.cumsum(dZ, axis=0)[-1]
