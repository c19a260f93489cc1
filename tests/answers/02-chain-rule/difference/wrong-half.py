# score: 0
# says: half of the reference
def central_difference(f, x, h):
    return (f(x + h) - f(x - h)) / (4 * h)
