# score: 0
# says: not finite
def bias_backward(dZ):
    return dZ.sum(axis=0) * np.nan
