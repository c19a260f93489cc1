# score: 0
# hint: T12
def bias_backward(dZ):
    return dZ
