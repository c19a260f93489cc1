# question: 01-perceptron-update/update
# score: 0
# says: changed its first argument
# Works in place, so that the caller's own weights are changed along with the result.
def update(w, b, x, y, eta):
    step = eta * (y - (np.dot(w, x) + b >= 0))
    w += step * x
    return w, b + step
