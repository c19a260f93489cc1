# score: 3
def shared_backward(X, W, dZ):
    back, last, _ = affine_backward(X @ W, W, dZ)
    _, first, _ = affine_backward(X, W, back)
    return first + last
