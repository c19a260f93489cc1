# question: 01-perceptron-update/update
# score: 0
# Answers with what it worked out for an earlier question.
earlier = []


def update(w, b, x, y, eta):
    step = eta * (y - (np.dot(w, x) + b >= 0))
    earlier.append((w + step * x, b + step))
    return earlier[0]
