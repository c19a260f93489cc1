# score: 0
# hint: N2
def count_parameters(widths):
    return sum(a * b for a, b in zip(widths, widths[1:])) + sum(widths)
