# score: 0
# hint: N10
def count_parameters(widths):
    return sum(widths[1:])
