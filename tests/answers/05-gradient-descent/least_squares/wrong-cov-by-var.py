# score: 1
# hint: M77
def least_squares_line(x, y):
    u, v = x - np.mean(x), y - np.mean(y)
    beta1 = np.cov(x, y)[0, 1] / np.var(x)
    return np.mean(y) - beta1 * np.mean(x), beta1
