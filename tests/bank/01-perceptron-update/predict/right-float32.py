# score: 2
def predict(w, b, x):
    z = np.float32(b) + np.dot(np.float32(w), np.float32(x))
    return np.where(z < 0, 0, 1)
