# score: 0
# hint: P13
def predict(w, b, x):
    return 1 if w @ x + b >= 0 else -1
