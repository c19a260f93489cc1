# score: 0
# says: shape
def relu_backward(dA, Z):
    return dA * (Z > 0), Z
