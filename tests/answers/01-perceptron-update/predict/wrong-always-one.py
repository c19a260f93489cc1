# score: 0
def predict(w, b, x):
    return 1
