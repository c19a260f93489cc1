# score: 0
# hint: T6
def relu_backward(dA, Z):
    return dA
