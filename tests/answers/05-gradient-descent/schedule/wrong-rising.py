# score: 0
# hint: M56
def schedule(t):
    return 0.1 * t
