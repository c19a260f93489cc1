# score: 0
# hint: V22
def sigmoid_backward(dA, A):
    return A * dA * (1 - dA)
