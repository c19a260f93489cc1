# score: 2
def update(w, b, x, y, eta):
    e = int(w @ x + b >= 0) - int(y)
    theta = np.append(w, b) - eta * e * np.append(x, 1.0)
    *wn, bn = theta.tolist()
    return wn, bn
