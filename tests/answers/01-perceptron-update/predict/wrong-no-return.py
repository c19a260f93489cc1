# score: 0
# says: is missing
def predict(w, b, x):
    prediction = int(w @ x + b >= 0)
