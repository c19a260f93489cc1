# question: 01-perceptron-update/update
# score: 0
# Keeps the function that stands in for an earlier one, and asks it in the next call.
kept = []


def update(w, b, x, y, eta):
    kept.append(predict)
    error = kept[-2](w, b, x) - y if len(kept) > 1 else 0
    return w - eta * error * x, b
