# score: 0
# hint: C61
def central_difference(f, x, h):
    return (f(x + h) - f(h - x)) / (2 * h)
