# score: 0
# says: half of the reference
def sigmoid_backward(dA, A):
    return dA * A * (1 - A) / 2
