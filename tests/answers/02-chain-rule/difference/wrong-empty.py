# score: 0
# says: is not written yet
def central_difference(f, x, h):
    raise NotImplementedError()
