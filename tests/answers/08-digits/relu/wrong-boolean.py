# score: 0
# hint: R6
def relu_backward(dA, Z):
    return Z > 0
