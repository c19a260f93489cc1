# score: 0
# hint: C57
def central_difference(f, x, h):
    return (f(x + 2 * h) - f(x - 2 * h)) / (4 * h)
