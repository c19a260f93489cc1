# score: 4
def affine_backward_columns(X, W, dD):
    dX, dW = np.zeros(X.shape), np.zeros(W.shape)
    for i in range(X.shape[1]):
        x, d = X[:, i : i + 1], dD[:, i : i + 1]
        dX[:, i : i + 1] = W.T.dot(d)
        dW += d.dot(x.T)
    return dX, dW
