# score: 0
# hint: M60
def schedule(t):
    return 0.1 // t
