# score: 0
# hint: M55
def schedule(t):
    return 0.1 / t**2
