# score: 0
# hint: M78
def least_squares_line(x, y):
    return 0.0, x @ y / (x @ x)
