# score: 0
# hint: M57
def schedule(t):
    return 0.01 / t
