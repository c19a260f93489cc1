# score: 1
# says: not made of numbers
def least_squares_line(x, y):
    u, v = x - np.mean(x), y - np.mean(y)
    beta1 = np.sum(u * v) / np.sum(u * u)
    return str(np.mean(y) - beta1 * np.mean(x)), beta1
