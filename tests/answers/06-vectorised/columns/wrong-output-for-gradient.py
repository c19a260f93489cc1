# score: 0
# hint: V7
def affine_backward_columns(X, W, dD):
    D = W @ X
    return W.T @ D, D @ X.T
