# question: 01-perceptron-update/update
# score: 0
# Asks for the function of a later question, and for its own.
def update(w, b, x, y, eta):
    predict(w, b, x)
    w_new, b_new, _ = train(np.array([x]), np.array([y]), eta, 1)
    return w + w_new, b + b_new
