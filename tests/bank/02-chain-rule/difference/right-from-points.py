# score: 3
def central_difference(f, x, h):
    left, right = x - h, x + h
    return np.array((f(right) - f(left)) / (right - left))
