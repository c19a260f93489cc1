# score: 0
def predict(w, b, x):
    return int(np.array(w, int) @ np.array(x, int) + b >= 0)
