# score: 0
# hint: C56
def central_difference(f, x, h):
    return (f(x) - f(x - 2 * h)) / (2 * h)
