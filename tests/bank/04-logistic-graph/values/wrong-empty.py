# score: 0
# says: not written yet
def node_values(x, y, w):
    raise NotImplementedError()
