# score: 1
# says: missing
def least_squares_line(x, y):
    u, v = x - np.mean(x), y - np.mean(y)
    beta1 = np.sum(u * v) / np.sum(u * u)
    return None, beta1
