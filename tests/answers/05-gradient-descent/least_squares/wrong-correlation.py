# score: 1
# hint: M80
def least_squares_line(x, y):
    u, v = x - np.mean(x), y - np.mean(y)
    beta1 = np.corrcoef(x, y)[0, 1]
    return np.mean(y) - beta1 * np.mean(x), beta1
