# score: 0
# mistake: not-step-units
# says: not finite
def xor(x1, x2):
    return np.nan
