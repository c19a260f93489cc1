# score: 0
# says: not made of numbers
def predict(w, b, x):
    return "yes" if w @ x + b >= 0 else "no"
