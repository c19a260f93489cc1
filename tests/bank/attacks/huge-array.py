# question: 01-perceptron-update/update
# score: 0
# Returns an array that is far too large.
def update(w, b, x, y, eta):
    return np.zeros(100_000_000), b
