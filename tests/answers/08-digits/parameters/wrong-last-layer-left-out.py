# score: 0
# hint: N7
def count_parameters(widths):
    return sum((widths[i] + 1) * widths[i + 1] for i in range(len(widths) - 2))
