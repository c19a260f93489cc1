# score: 0
# mistake: X5
# says: not finite
def xor(x1, x2):
    return np.nan
