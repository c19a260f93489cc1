# score: 0
# hint: T6
def sigmoid_backward(dA, A):
    return dA
