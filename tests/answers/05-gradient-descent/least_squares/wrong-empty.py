# score: 0
# says: not written yet
def least_squares_line(x, y):
    raise NotImplementedError()
