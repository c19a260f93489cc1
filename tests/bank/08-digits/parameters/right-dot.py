# score: 2
def count_parameters(widths):
    n = np.asarray(widths)
    return n[:-1] @ n[1:] + n[1:].sum()
