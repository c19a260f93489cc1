# score: 0
# says: not written yet
def local_partials(x, y, w):
    raise NotImplementedError()
