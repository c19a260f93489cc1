# score: 0
def central_difference(f, x, h):
    d = lambda k: (f(x + k) - f(x - k)) / (2 * k)
    return (4 * d(h / 2) - d(h)) / 3
