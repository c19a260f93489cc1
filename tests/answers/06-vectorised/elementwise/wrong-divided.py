# score: 0
# hint: V21
def sigmoid_backward(dA, A):
    return dA / (A * (1 - A))
