# score: 0
# says: changed its first argument
def relu_backward(dA, Z):
    dA[Z <= 0] = 0
    return dA
