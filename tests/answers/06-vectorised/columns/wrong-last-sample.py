# score: 2
# hint: D14
def affine_backward_columns(X, W, dD):
    for x, d in zip(X.T, dD.T):
        dW = np.outer(d, x)
    return W.T @ dD, dW
