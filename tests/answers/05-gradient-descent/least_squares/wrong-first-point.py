# score: 1
# hint: M92
def least_squares_line(x, y):
    u, v = x - np.mean(x), y - np.mean(y)
    beta1 = np.sum(u * v) / np.sum(u * u)
    return y[0] - beta1 * x[0], beta1
