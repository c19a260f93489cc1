# score: 0
# hint: M58
def schedule(t):
    return 0.1 / 2 ** (t - 1)
