# score: 1
# hint: M94
def least_squares_line(x, y):
    u, v = x - np.mean(x), y - np.mean(y)
    beta1 = np.sum(u * v) / np.sum(u * u)
    return np.sum(y) - beta1 * np.sum(x), beta1
