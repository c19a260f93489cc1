# score: 2
def least_squares_line(x, y):
    beta, *_ = np.linalg.lstsq(np.stack([np.ones_like(x), x], axis=1), y, rcond=None)
    return beta[0], beta[1]
