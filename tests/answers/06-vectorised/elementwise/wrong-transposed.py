# score: 0
# says: not there yet
def sigmoid_backward(dA, A):
    return (dA * A * (1 - A)).T
