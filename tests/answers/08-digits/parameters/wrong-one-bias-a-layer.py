# score: 0
# hint: N3
def count_parameters(widths):
    return sum(a * b + 1 for a, b in zip(widths, widths[1:]))
