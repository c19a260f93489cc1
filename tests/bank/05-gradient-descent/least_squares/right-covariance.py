# score: 2
def least_squares_line(x, y):
    beta1 = np.cov(x, y)[0, 1] / np.var(x, ddof=1)
    return np.mean(y) - beta1 * np.mean(x), beta1
