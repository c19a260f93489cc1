# score: 0
# hint: N9
def count_parameters(widths):
    return sum(widths)
