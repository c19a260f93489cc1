# score: 0
# says: shape
def schedule(t):
    return [0.1 / k for k in range(1, t + 1)]
