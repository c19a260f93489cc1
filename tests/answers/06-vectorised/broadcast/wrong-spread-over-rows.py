# score: 0
# says: shape
def bias_backward(dZ):
    return np.ones_like(dZ) * dZ.sum(axis=0)
