# score: 3
def central_difference(f, x, h):
    x, h = np.float32(x), np.float32(h)
    return (f(x + h) - f(x - h)) / (h + h)
