# score: 0
# says: not written yet
def count_parameters(widths):
    raise NotImplementedError()
