# score: 5
def chain(functions, derivatives, x):
    def value(k):
        return functions[k - 1](value(k - 1)) if k else x

    slope = 1
    for k, df in enumerate(derivatives):
        slope *= df(value(k))
    return value(len(functions)), slope
