# score: 0
# mistake: decided-before-end-of-sum
def predict(w, b, x):
    return int(np.any(w * x + b >= 0))
