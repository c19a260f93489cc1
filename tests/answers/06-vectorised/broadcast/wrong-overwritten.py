# score: 0
# hint: D14
def bias_backward(dZ):
    for row in dZ:
        db = row
    return db
