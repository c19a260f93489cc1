# score: 5
def affine_backward(X, W, dZ):
    gradient_X, gradient_W, gradient_b = np.empty(X.shape), np.zeros(W.shape), 0
    for i, (x, delta) in enumerate(zip(X, dZ)):
        gradient_X[i] = W @ delta
        gradient_W += np.outer(x, delta)
        gradient_b = gradient_b + delta
    return [gradient_X, gradient_W, gradient_b]
