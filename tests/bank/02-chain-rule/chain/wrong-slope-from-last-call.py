# score: 2
slope = 1


def chain(functions, derivatives, x):
    global slope
    for f, d in zip(functions, derivatives):
        slope *= d(x)
        x = f(x)
    return x, slope
