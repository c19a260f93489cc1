# score: 0
# says: twice the reference
def relu_backward(dA, Z):
    return 2 * dA * (Z > 0)
