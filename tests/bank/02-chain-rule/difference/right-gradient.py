# score: 3
def central_difference(f, x, h):
    return np.gradient([f(x - h), f(x), f(x + h)], h)[1]
