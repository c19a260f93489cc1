# score: 0
# says: is not written yet
def bias_backward(dZ):
    raise NotImplementedError()
