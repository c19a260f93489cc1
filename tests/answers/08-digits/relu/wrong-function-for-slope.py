# score: 0
# hint: T18
def relu_backward(dA, Z):
    return dA * np.maximum(Z, 0)
