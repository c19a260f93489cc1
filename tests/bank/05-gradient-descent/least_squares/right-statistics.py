# score: 2
import statistics


def least_squares_line(x, y):
    s, i = statistics.linear_regression(x.tolist(), y.tolist())
    return i, s
