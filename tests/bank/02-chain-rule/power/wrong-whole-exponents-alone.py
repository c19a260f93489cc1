# score: 1
def power_derivative(g, dg, n, x):
    power = 1.0
    for _ in range(int(n) - 1):
        power *= g(x)
    return n * power * dg(x)
