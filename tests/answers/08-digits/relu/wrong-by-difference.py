# score: 0
# hint: R8
def relu_backward(dA, Z):
    h = 1e-6
    relu = lambda z: np.maximum(z, 0)
    return dA * (relu(Z + h) - relu(Z - h)) / (2 * h)
