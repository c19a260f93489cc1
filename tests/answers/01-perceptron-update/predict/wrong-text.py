# score: 0
# says: is not made of numbers
def predict(w, b, x):
    return "yes" if w @ x + b >= 0 else "no"
