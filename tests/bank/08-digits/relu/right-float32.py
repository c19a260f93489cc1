# score: 2
def relu_backward(dA, Z):
    return (dA.astype(np.float32) * np.heaviside(Z, 0)).astype(np.float32)
