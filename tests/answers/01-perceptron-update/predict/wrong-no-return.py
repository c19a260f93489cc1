# score: 0
# says: missing
def predict(w, b, x):
    prediction = int(w @ x + b >= 0)
