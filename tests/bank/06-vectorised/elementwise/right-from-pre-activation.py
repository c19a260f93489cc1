# score: 2
def sigmoid_backward(dA, A):
    A = np.clip(A, 1e-15, 1 - 1e-15)
    Z = np.log(A / (1 - A))
    return dA / (np.exp(Z) + 2 + np.exp(-Z))
