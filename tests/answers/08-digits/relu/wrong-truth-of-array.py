# score: 0
# says: ValueError
def relu_backward(dA, Z):
    return dA if Z > 0 else 0
