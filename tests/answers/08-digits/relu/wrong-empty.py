# score: 0
# says: not written yet
def relu_backward(dA, Z):
    raise NotImplementedError()
