# score: 0
# hint: R2
def relu_backward(dA, Z):
    return np.maximum(dA, 0)
