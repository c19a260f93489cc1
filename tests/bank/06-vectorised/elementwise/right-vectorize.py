# score: 2
def slope(a):
    return a * (1 - a)


sigmoid_backward = np.vectorize(lambda d, a: d * slope(a))
