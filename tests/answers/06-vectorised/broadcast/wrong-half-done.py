# score: 0
# says: missing
def bias_backward(dZ):
    db = dZ.sum(axis=0)
