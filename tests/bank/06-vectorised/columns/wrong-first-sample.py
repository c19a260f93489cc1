# score: 2
# mistake: returned-after-first-sample
def affine_backward_columns(X, W, dD):
    dW = np.zeros(W.shape)
    for x, d in zip(X.T, dD.T):
        dW += np.outer(d, x)
        break
    return W.T @ dD, dW
