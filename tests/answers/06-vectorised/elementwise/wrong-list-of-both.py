# score: 0
# says: shape
def sigmoid_backward(dA, A):
    return dA, A * (1 - A)
