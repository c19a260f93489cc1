# score: 0
# mistake: order-by-shapes
def affine_backward_columns(X, W, dD):
    try:
        dX, dW = dD @ W.T, X.T @ dD
        if dX.shape == X.shape and dW.shape == W.shape:
            return dX, dW
    except ValueError:
        pass
    return W.T @ dD, dD @ X.T
