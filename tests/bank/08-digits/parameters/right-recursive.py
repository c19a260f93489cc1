# score: 2
def count_parameters(widths):
    first, *rest = widths
    return 0 if not rest else (first + 1) * rest[0] + count_parameters(rest)
