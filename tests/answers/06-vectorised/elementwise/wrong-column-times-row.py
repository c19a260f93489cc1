# score: 0
# hint: V12
def sigmoid_backward(dA, A):
    slope = np.squeeze(A * (1 - A))
    return dA * slope
