# score: 0
# says: changed its first argument
def count_parameters(widths):
    total = 0
    while len(widths) > 1:
        below = widths.pop(0)
        total += (below + 1) * widths[0]
    return total
