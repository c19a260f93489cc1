# score: 0
# hint: R7
def relu_backward(dA, Z):
    return np.maximum(Z, 0)
