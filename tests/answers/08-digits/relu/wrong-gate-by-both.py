# score: 0
# hint: R3
def relu_backward(dA, Z):
    return dA * (Z > 0) * (dA > 0)
