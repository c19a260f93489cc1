# score: 1
# hint: M77
def least_squares_line(x, y):
    u, v = x - np.mean(x), y - np.mean(y)
    beta1 = np.mean(u * v) / np.var(x, ddof=1)
    return np.mean(y) - beta1 * np.mean(x), beta1
