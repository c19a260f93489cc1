# score: 0
# hint: M59
def schedule(t):
    return 0.1 / (1 + 0.1 * t)
