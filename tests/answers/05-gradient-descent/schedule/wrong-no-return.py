# score: 0
# says: missing
def schedule(t):
    rate = 0.1 / t
