# score: 0
# says: not finite
def relu_backward(dA, Z):
    return dA * np.maximum(Z, 0) / Z
