# score: 0
# says: changed its first argument
def chain(functions, derivatives, x):
    value, slope = x, 1.0
    while functions:
        slope *= derivatives.pop(0)(value)
        value = functions.pop(0)(value)
    return value, slope
