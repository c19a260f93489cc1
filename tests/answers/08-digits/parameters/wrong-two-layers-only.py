# score: 0
# says: ValueError
def count_parameters(widths):
    d, h, k = widths
    return h * (d + 1) + k * (h + 1)
