# score: 0
# hint: P2
def predict(w, b, x):
    return w @ x + b
