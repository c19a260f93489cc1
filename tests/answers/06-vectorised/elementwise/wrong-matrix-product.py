# score: 0
# hint: V6
def sigmoid_backward(dA, A):
    return dA @ (A * (1 - A)).T
