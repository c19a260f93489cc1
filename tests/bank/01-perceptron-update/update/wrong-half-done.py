# score: 0
# says: is not written yet
def update(w, b, x, y, eta):
    error = (w @ x + b >= 0) - y
    raise NotImplementedError()
