# score: 0
# mistake: parameter-by-parameter
def update(w, b, x, y, eta):
    w = w.copy()
    for j in range(len(w)):
        w[j] -= eta * ((w @ x + b >= 0) - y) * x[j]
    return w, b - eta * ((w @ x + b >= 0) - y)
