# score: 0
def least_squares_line(x, y):
    b0 = b1 = 0.0
    for _ in range(20):
        error = b0 + b1 * x - y
        b0, b1 = b0 - 0.05 * error.mean(), b1 - 0.05 * (error * x).mean()
    return b0, b1
