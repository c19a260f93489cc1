# score: 0
# says: a derivative that your function is given is never called
def gradients(X, Y, params, f, df):
    def slope(z, h=1e-6):
        return (f(z + h) - f(z - h)) / (2 * h)

    Z1 = X @ params["W1"] + params["b1"]
    C = f(Z1)
    Z2 = C @ params["W2"] + params["b2"]
    B = f(Z2)
    Z3 = B @ params["Wo"] + params["bo"]
    Do = (f(Z3) - Y) * slope(Z3) / len(X)
    D2 = (Do @ params["Wo"].T) * slope(Z2)
    D1 = (D2 @ params["W2"].T) * slope(Z1)
    return {
        "Wo": B.T @ Do,
        "bo": Do.sum(axis=0),
        "W2": C.T @ D2,
        "b2": D2.sum(axis=0),
        "W1": X.T @ D1,
        "b1": D1.sum(axis=0),
    }
