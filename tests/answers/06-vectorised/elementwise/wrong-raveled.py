# score: 0
# says: in another shape
def sigmoid_backward(dA, A):
    return (dA * A * (1 - A)).ravel()
