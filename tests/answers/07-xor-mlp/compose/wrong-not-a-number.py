# score: 0
# hint: X5
# says: not finite
def xor(x1, x2):
    return np.nan
