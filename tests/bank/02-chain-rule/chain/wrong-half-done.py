# score: 2
# says: `derivative`: missing
def chain(functions, derivatives, x):
    value = x
    for f in functions:
        value = f(value)
    return value, None
