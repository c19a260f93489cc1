# score: 0
# says: ValueError
def sigmoid_backward(dA, A):
    return dA @ A * (1 - A)
