# score: 2
def count_parameters(widths):
    n = np.array(widths, dtype=float)
    return np.sum((n[:-1] + 1) * n[1:])
