# score: 0
def central_difference(f, x, h):
    return (f(x + h) - f(x - h / 2)) / (1.5 * h)
