# score: 0
# hint: M54
def schedule(t):
    return 0.1 / np.sqrt(t)
