# score: 0
# hint: P20
def predict(w, b, x):
    return int(w @ x + b < 0)
