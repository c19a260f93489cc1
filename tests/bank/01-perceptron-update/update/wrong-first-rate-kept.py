# score: 0
_seen = []


def update(w, b, x, y, eta):
    _seen.append(eta)
    e = int(w @ x + b >= 0) - y
    return w - _seen[0] * e * x, b - _seen[0] * e
