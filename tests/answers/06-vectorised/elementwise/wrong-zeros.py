# score: 0
# says: nothing but zeros
def sigmoid_backward(dA, A):
    return np.zeros_like(A)
