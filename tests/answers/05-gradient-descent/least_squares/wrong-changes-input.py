# score: 0
# says: changed its first argument
def least_squares_line(x, y):
    x -= np.mean(x)
    beta1 = x @ y / (x @ x)
    return np.mean(y) - beta1 * np.mean(x), beta1
