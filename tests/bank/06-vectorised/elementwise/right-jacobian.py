# score: 2
def sigmoid_backward(dA, A):
    jacobian = np.diag((A * (1 - A)).ravel())
    return (dA.ravel() @ jacobian).reshape(A.shape)
