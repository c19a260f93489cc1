# score: 2
def sigmoid_backward(dA, A):
    A = A.astype(np.float32)
    return dA.astype(np.float32) * A * (1 - A)
