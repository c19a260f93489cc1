# score: 2
def sigmoid_backward(dA, A):
    return dA * A * (1 - A)
