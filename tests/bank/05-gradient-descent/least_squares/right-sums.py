# score: 2
def least_squares_line(x, y):
    m = len(x)
    beta1 = (m * (x @ y) - x.sum() * y.sum()) / (m * (x @ x) - x.sum() ** 2)
    beta0 = (y.sum() - beta1 * x.sum()) / m
    return beta0, beta1
