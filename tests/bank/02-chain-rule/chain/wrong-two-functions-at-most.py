# score: 0
def chain(functions, derivatives, x):
    f, df = functions[0], derivatives[0]
    if len(functions) == 1:
        return f(x), df(x)
    g, dg = functions[1], derivatives[1]
    return g(f(x)), dg(f(x)) * df(x)
