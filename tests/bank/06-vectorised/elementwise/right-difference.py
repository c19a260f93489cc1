# score: 2
def sigmoid_backward(dA, A):
    return dA * (A - A**2)
