# score: 2
def predict(w, b, x):
    return [0, 1][bool(np.append(w, b) @ np.append(x, 1) >= 0)]
