# score: 2
def sigmoid_backward(dA, A):
    return dA * (0.25 - (A - 0.5) ** 2)
