# score: 3
def power_derivative(g, dg, n, x):
    if n == 0:
        return 0
    value = g(x)
    size = np.exp((n - 1) * np.log(abs(value)))
    sign = -1 if value < 0 and (n - 1) % 2 else 1
    return n * sign * size * dg(x)
