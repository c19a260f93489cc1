# score: 1
# hint: M93
def least_squares_line(x, y):
    u, v = x - np.mean(x), y - np.mean(y)
    beta1 = np.sum(u * v) / np.sum(u * u)
    return np.median(y) - beta1 * np.median(x), beta1
