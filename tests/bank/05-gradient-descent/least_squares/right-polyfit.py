# score: 2
def least_squares_line(x, y):
    return tuple(np.polyfit(x, y, 1)[::-1])
