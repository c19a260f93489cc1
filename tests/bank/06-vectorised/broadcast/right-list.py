# score: 2
def bias_backward(dZ):
    return [sum(column) for column in zip(*dZ)]
