# question: 01-perceptron-update/update
# score: 0
# Is what it asks for itself.
def update(w, b, x, y, eta):
    predict(w, b, x)
    return globals()["update"](w, b, x, y, eta)
