# score: 2
def count_parameters(widths):
    return sum((a + 1) * b for a, b in zip(widths, widths[1:]))
