# score: 0
# says: 3 values
def least_squares_line(x, y):
    u, v = x - np.mean(x), y - np.mean(y)
    beta1 = np.sum(u * v) / np.sum(u * u)
    return np.mean(y) - beta1 * np.mean(x), beta1, 0
