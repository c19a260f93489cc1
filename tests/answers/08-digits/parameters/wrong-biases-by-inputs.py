# score: 0
# hint: N4
def count_parameters(widths):
    return sum(a * (b + 1) for a, b in zip(widths, widths[1:]))
