# score: 0
# says: AxisError
def bias_backward(dZ):
    return dZ.sum(axis=2)
