# score: 2
def predict(w, b, x):
    return np.array(np.inner(w, x) + b >= 0, dtype=np.int8)
