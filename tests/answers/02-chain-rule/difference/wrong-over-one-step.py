# score: 0
# hint: C52
def central_difference(f, x, h):
    return (f(x + h) - f(x - h)) / h
