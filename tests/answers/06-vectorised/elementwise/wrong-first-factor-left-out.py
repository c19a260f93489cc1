# score: 0
# hint: V19
def sigmoid_backward(dA, A):
    return dA * (1 - A)
