# score: 0
# hint: P11
def central_difference(f, x, h):
    return abs(f(x + h) - f(x - h)) / (2 * h)
