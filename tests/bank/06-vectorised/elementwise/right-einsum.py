# score: 2
def sigmoid_backward(dA, A):
    return np.einsum("ij,ij,ij->ij", dA, A, 1 - A)
