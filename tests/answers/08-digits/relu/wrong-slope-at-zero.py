# score: 0
# hint: R1
def relu_backward(dA, Z):
    return dA * (Z >= 0)
