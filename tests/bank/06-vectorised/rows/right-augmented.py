# score: 5
def affine_backward(X, W, dZ):
    with_one = np.column_stack([X, np.ones(len(X))])
    both = with_one.T @ dZ
    return dZ @ W.T, both[:-1], both[-1]
