# score: 0
# hint: D12
def bias_backward(dZ):
    return np.zeros(dZ.shape[1])
