# score: 0
# says: shape
def schedule(t):
    return np.array([0.1 / t])
