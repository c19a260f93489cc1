# score: 0
# says: not written yet
def reverse_mode(x, y, w):
    raise NotImplementedError()
