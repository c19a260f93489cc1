# score: 0
# says: missing
def count_parameters(widths):
    total = sum((a + 1) * b for a, b in zip(widths, widths[1:]))
