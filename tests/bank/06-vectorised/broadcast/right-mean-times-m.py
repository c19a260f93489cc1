# score: 2
def bias_backward(dZ):
    return np.mean(dZ, axis=0) * len(dZ)
