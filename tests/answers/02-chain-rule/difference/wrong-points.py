# score: 0
# says: a single number was expected
def central_difference(f, x, h):
    return f(x - h), f(x + h)
