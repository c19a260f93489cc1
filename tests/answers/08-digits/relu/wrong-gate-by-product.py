# score: 0
# hint: R5
def relu_backward(dA, Z):
    return dA * (dA * Z > 0)
