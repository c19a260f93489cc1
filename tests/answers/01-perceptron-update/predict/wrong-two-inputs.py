# score: 0
def predict(w, b, x):
    return int(w[0] * x[0] + w[1] * x[1] + b >= 0)
