# score: 0
# says: not finite
def schedule(t):
    return np.nan / t
