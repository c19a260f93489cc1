# score: 0
# says: NameError
def predict(w, b, x):
    return int(w @ x + bias >= 0)
