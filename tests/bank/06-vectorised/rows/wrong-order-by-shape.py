# score: 3
# mistake: order-by-shapes
def affine_backward(X, W, dZ):
    for product in (lambda: dZ @ X, lambda: X @ dZ, lambda: dZ.T @ X, lambda: X.T @ dZ):
        try:
            dW = product()
        except ValueError:
            continue
        if dW.shape == W.shape:
            break
    return dZ @ W.T, dW, dZ.sum(axis=0)
