# score: 0
# hint: V12
def sigmoid_backward(dA, A):
    return np.squeeze(dA * A * (1 - A))
