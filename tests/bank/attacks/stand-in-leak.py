# question: 01-perceptron-update/predict
# score: 0
# Answers an earlier question with what a later one computes.
def predict(w, b, x):
    return 1 - round(float(update(w, b, x, 1, 1.0)[1] - b))
