# score: 0
# says: TypeError
def central_difference(f, x, h):
    return (f[x + h] - f[x - h]) / (2 * h)
