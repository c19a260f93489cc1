# score: 0
# hint: C57
def central_difference(f, x, h):
    return (f(x + h / 2) - f(x - h / 2)) / h
