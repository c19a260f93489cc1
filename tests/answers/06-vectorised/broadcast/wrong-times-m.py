# score: 0
# says: m times the reference
def bias_backward(dZ):
    return len(dZ) * dZ.sum(axis=0)
