# score: 0
# hint: N8
def count_parameters(widths):
    return int(np.prod(widths))
