# score: 0
# says: No `xor` was found
def xor_gate(x1, x2):
    return int(x1 != x2)
