# score: 2
# says: from differences, it seems
def chain(functions, derivatives, x):
    def value(t):
        for f in functions:
            t = f(t)
        return t

    h = 1e-5
    return value(x), (value(x + h) - value(x - h)) / (2 * h)
