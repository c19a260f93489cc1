# score: 2
def bias_backward(dZ):
    db = np.zeros(dZ.shape[1])
    for row in dZ:
        db += row
    return db
