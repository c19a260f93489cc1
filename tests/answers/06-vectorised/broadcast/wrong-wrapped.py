# score: 0
# says: in another shape
def bias_backward(dZ):
    return [dZ.sum(axis=0)]
