# score: 0
# says: holds a function
def central_difference(f, x, h):
    return lambda t: (f(t + h) - f(t - h)) / (2 * h)
