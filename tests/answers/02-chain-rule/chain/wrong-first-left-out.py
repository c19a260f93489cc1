# score: 3
# hint: C37
def chain(functions, derivatives, x):
    value, slope = x, 1.0
    for k in range(1, len(functions)):
        slope *= derivatives[k](value)
        value = functions[k](value)
    return value, slope
