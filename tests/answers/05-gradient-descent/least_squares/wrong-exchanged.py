# score: 0
# hint: M85
def least_squares_line(x, y):
    u, v = x - np.mean(x), y - np.mean(y)
    beta1 = np.sum(u * v) / np.sum(u * u)
    return beta1, np.mean(y) - beta1 * np.mean(x)
