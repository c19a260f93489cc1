# score: 0
# says: not made of numbers
def count_parameters(widths):
    return str(sum((a + 1) * b for a, b in zip(widths, widths[1:])))
