# score: 0
# says: not finite
def count_parameters(widths):
    return float('nan')
