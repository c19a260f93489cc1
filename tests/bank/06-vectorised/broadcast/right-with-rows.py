# score: 2
def bias_backward(dZ):
    return affine_backward(np.ones((len(dZ), 1)), np.ones((1, dZ.shape[1])), dZ)[2]
