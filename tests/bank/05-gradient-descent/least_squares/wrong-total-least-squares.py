# score: 1
def least_squares_line(x, y):
    u, v = x - x.mean(), y - y.mean()
    U, S, V = np.linalg.svd(np.c_[u, v])
    b = V[0, 1] / V[0, 0]
    return y.mean() - b * x.mean(), b
