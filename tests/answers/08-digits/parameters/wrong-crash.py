# score: 0
# says: NameError
def count_parameters(widths):
    return sum(a * b + c for a, b in zip(widths, widths[1:]))
