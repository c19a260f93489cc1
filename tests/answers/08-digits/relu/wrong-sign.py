# score: 0
# hint: T1
def relu_backward(dA, Z):
    return -dA * (Z > 0)
