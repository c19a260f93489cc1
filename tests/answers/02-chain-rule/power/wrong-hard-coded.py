# score: 0
# says: the same in every case
def power_derivative(g, dg, n, x):
    return 300
