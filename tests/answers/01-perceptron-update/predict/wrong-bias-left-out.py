# score: 0
# hint: P3
def predict(w, b, x):
    return int(w @ x >= 0)
