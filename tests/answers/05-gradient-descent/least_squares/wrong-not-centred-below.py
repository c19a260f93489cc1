# score: 1
# hint: M79
def least_squares_line(x, y):
    u, v = x - np.mean(x), y - np.mean(y)
    beta1 = np.sum(u * v) / np.sum(x * x)
    return np.mean(y) - beta1 * np.mean(x), beta1
