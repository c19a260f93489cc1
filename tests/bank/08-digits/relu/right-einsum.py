# score: 2
def relu_backward(dA, Z):
    return np.einsum('ij,ij->ij', dA, np.sign(np.maximum(Z, 0)))
