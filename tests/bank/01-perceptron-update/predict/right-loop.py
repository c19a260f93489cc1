# score: 2
def predict(w, b, x):
    z = b
    for weight, value in zip(w, x, strict=True):
        z += weight * value
    return int(not z < 0)
