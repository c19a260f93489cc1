# score: 2
def least_squares_line(x, y):
    m = len(x)
    mx, my = sum(x) / m, sum(y) / m
    above = sum((a - mx) * (b - my) for a, b in zip(x, y))
    below = sum((a - mx) ** 2 for a in x)
    return [my - above / below * mx, above / below]
