# score: 3
def plus_minus_gradient(X, y, w, b):
    bits = (y + 1) / 2
    slopes = 1 / (1 + np.exp(-(np.dot(X, w) + b))) - bits
    return np.einsum("i,ij->j", slopes, X) / len(X), slopes.mean()
