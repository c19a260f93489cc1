# score: 0
# hint: M53
def schedule(t):
    return 0.1
