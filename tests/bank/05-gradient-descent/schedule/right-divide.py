# score: 2
def schedule(t):
    return np.divide(1, t) / 10
