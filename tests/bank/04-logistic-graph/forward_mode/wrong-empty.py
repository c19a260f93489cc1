# score: 0
# says: not written yet
def forward_mode(x, y, w):
    raise NotImplementedError()
