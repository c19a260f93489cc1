# score: 2
def bias_backward(dZ):
    return np.ones(len(dZ)) @ dZ
