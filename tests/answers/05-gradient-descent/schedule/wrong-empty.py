# score: 0
# says: not written yet
def schedule(t):
    raise NotImplementedError()
