# score: 0
# says: shape (2,)
def count_parameters(widths):
    return [(a + 1) * b for a, b in zip(widths, widths[1:])]
