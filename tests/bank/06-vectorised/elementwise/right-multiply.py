# score: 2
def sigmoid_backward(dA, A):
    return np.multiply(dA, np.multiply(A, np.subtract(1, A)))
