# score: 0
# says: ZeroDivisionError
def schedule(t):
    return 0.1 / (t - 1)
