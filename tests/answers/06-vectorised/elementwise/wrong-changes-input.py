# score: 0
# says: changed its first argument
def sigmoid_backward(dA, A):
    dA *= A * (1 - A)
    return dA
