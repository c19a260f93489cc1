# score: 0
# hint: R8
def relu_backward(dA, Z):
    return dA * (Z > 0) + 0.5 * dA * (Z == 0)
