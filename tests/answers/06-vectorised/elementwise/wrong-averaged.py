# score: 0
# hint: V5
def sigmoid_backward(dA, A):
    return dA * A * (1 - A) / len(A)
