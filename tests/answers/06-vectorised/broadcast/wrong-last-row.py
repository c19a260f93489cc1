# score: 0
# hint: D14
def bias_backward(dZ):
    return dZ[-1]
