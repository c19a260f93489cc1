# score: 2
def relu_backward(dA, Z):
    return dA * (Z > 0)
