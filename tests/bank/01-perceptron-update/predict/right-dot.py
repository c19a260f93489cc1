# score: 2
def predict(w, b, x):
    return 1 if w @ x + b >= 0 else 0
