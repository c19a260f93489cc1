# score: 0
# hint: V20
def sigmoid_backward(dA, A):
    return dA * (1 - A**2)
