# score: 0
# says: `gradient` of nnlib
def update(w, b, x, y, eta):
    import nnlib

    dw, db = nnlib.perceptron.gradient(w, b, x, y)
    return w - eta * dw, b - eta * db
