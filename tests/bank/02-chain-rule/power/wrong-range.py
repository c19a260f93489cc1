# score: 0
# says: TypeError
def power_derivative(g, dg, n, x):
    power = 1.0
    for _ in range(n - 1):
        power *= g(x)
    return n * power * dg(x)
