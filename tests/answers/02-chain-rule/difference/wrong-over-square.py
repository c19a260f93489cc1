# score: 0
# hint: C53
def central_difference(f, x, h):
    return (f(x + h) - f(x - h)) / h**2
