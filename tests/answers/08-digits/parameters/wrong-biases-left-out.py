# score: 0
# hint: N1
def count_parameters(widths):
    return sum(a * b for a, b in zip(widths, widths[1:]))
