# score: 0
# says: rows and columns are exchanged
def forward(X, params, f):
    Z1 = X @ params["W1"] + params["b1"]
    C = f(Z1)
    Z2 = C @ params["W2"] + params["b2"]
    B = f(Z2)
    Z3 = B @ params["Wo"] + params["bo"]
    return {"Z1": Z1.T, "C": C.T, "Z2": Z2.T, "B": B.T, "Z3": Z3.T, "A": f(Z3).T}
