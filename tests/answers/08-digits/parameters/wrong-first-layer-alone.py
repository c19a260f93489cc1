# score: 0
# hint: N6
def count_parameters(widths):
    return (widths[0] + 1) * widths[1]
