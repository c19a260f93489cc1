# score: 0
# hint: V18
def sigmoid_backward(dA, A):
    return A * (1 - A)
