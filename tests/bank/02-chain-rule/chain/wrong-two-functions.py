# score: 0
# says: ValueError
def chain(functions, derivatives, x):
    (f, g), (df, dg) = functions, derivatives
    return g(f(x)), dg(f(x)) * df(x)
