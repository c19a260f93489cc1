# score: 1
# hint: M86
def least_squares_line(x, y):
    u, v = x - np.mean(x), y - np.mean(y)
    beta1 = np.mean(y / x)
    return np.mean(y) - beta1 * np.mean(x), beta1
