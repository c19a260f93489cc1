# score: 0
# hint: V20
def sigmoid_backward(dA, A):
    return dA * (A > 0)
