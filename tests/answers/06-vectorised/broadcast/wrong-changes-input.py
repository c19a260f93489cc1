# score: 0
# says: changed its first argument
def bias_backward(dZ):
    for row in dZ[1:]:
        dZ[0] += row
    return dZ[0]
