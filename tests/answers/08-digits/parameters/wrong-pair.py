# score: 0
# says: shape (2,)
def count_parameters(widths):
    return sum(a * b for a, b in zip(widths, widths[1:])), sum(widths[1:])
