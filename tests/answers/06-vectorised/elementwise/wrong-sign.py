# score: 0
# hint: V9
def sigmoid_backward(dA, A):
    return dA * A * (A - 1)
