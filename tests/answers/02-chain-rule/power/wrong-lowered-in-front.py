# score: 0
# hint: C23
def power_derivative(g, dg, n, x):
    return (n - 1) * g(x) ** (n - 1) * dg(x)
