# score: 0
# hint: C58
def central_difference(f, x, h):
    return (f(x + h) - f(x)) / (2 * h)
