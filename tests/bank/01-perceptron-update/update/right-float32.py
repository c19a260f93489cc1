# score: 2
def update(w, b, x, y, eta):
    w, x = w.astype(np.float32), x.astype(np.float32)
    residual = np.float32(y - (w @ x + np.float32(b) >= 0))
    return w + np.float32(eta) * residual * x, np.float32(b) + np.float32(eta) * residual
