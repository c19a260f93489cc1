# score: 0
# hint: V12
def sigmoid_backward(dA, A):
    return np.squeeze(dA) * np.squeeze(A) * (1 - np.squeeze(A))
