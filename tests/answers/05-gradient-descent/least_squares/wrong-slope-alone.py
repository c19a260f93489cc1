# score: 0
# says: The values (beta0, beta1) were expected
def least_squares_line(x, y):
    u, v = x - np.mean(x), y - np.mean(y)
    beta1 = np.sum(u * v) / np.sum(u * u)
    return beta1
