# score: 0
# says: missing
def sigmoid_backward(dA, A):
    slope = A * (1 - A)
