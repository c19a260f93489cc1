# score: 0
# hint: C51
def central_difference(f, x, h):
    return (f(x) - f(x - h)) / h
