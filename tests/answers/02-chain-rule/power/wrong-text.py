# score: 0
# says: not made of numbers
def power_derivative(g, dg, n, x):
    return "n g(x)^(n-1) g'(x)"
