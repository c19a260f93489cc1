# score: 1
# hint: M84
def least_squares_line(x, y):
    u, v = x - np.mean(x), y - np.mean(y)
    beta1 = (y[-1] - y[0]) / (x[-1] - x[0])
    return np.mean(y) - beta1 * np.mean(x), beta1
