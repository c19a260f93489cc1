# score: 0
def sigmoid_backward(dA, A):
    A = np.clip(A, 0.01, 0.99)
    return dA * A * (1 - A)
