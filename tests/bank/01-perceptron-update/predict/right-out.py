# score: 2
def predict(w, b, x):
    out = np.empty(())
    np.add(w @ x, b, out=out)
    np.heaviside(out, 1, out=out)
    return out
