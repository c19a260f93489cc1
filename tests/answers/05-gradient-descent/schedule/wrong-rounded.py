# score: 0
# hint: M61
def schedule(t):
    return round(0.1 / t, 2)
