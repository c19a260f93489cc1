# score: 0
# mistake: derivative-at-activation
def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def sigmoid_backward(dA, A):
    return dA * sigmoid(A) * (1 - sigmoid(A))
