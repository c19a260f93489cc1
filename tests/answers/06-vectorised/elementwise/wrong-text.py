# score: 0
# says: not made of numbers
def sigmoid_backward(dA, A):
    return "dA * A * (1 - A)"
