# score: 2
def count_parameters(widths):
    return np.array(sum(np.ones((a + 1, b)).size for a, b in zip(widths[:-1], widths[1:])))
