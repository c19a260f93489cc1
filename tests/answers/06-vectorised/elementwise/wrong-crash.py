# score: 0
# says: NameError
def sigmoid_backward(dA, A):
    return dA * a * (1 - a)
