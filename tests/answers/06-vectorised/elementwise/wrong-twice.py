# score: 0
# says: twice the reference
def sigmoid_backward(dA, A):
    return 2 * dA * A * (1 - A)
