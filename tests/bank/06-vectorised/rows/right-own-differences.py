# score: 5
def affine_backward(X, W, dZ):
    def J(X, W, b):
        return np.sum(dZ * (X @ W + b))

    def slopes(f, at):
        result = np.zeros(at.shape)
        for index in np.ndindex(*at.shape):
            step = np.zeros(at.shape)
            step[index] = 0.5
            result[index] = f(at + step) - f(at - step)
        return result

    b = np.zeros(W.shape[1])
    return slopes(lambda v: J(v, W, b), X), slopes(lambda v: J(X, v, b), W), slopes(lambda v: J(X, W, v), b)
