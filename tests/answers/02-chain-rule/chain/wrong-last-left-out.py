# score: 3
# hint: C37
def chain(functions, derivatives, x):
    value, slope = x, 1.0
    for k in range(len(functions) - 1):
        slope *= derivatives[k](value)
        value = functions[k](value)
    return value, slope
