# score: 2
def predict(w, b, x):
    return np.dot(w, x) + b >= 0
