# score: 2
def sigmoid_backward(dA, A):
    A = np.clip(A, 1e-12, 1 - 1e-12)
    return A * dA * (1 - A)
