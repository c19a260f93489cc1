# score: 0
# hint: C58
def central_difference(f, x, h):
    return (f(x) - f(x - h)) / (2 * h)
