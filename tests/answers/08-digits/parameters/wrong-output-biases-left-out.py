# score: 0
# hint: N5
def count_parameters(widths):
    return sum(a * b for a, b in zip(widths, widths[1:])) + sum(widths[1:-1])
