# score: 0
# says: missing
def central_difference(f, x, h):
    rise = f(x + h) - f(x - h)
