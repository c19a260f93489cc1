# score: 1
# hint: P12
def predict(w, b, x):
    return int(w @ x + b > 0)
