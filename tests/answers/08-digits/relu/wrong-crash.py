# score: 0
# says: NameError
def relu_backward(dA, Z):
    return dA * (A > 0)
