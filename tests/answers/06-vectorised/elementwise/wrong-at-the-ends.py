# score: 0
# says: not finite
def sigmoid_backward(dA, A):
    return dA * A * (1 - A) * np.log(A) / np.log(A)
