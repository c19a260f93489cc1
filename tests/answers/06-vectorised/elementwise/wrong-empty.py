# score: 0
# says: is not written yet
def sigmoid_backward(dA, A):
    raise NotImplementedError()
