# score: 0
# says: not made of numbers
def bias_backward(dZ):
    return 'dZ.sum(axis=0)'
