# score: 6
def forward(X, params, f):
    Z1 = X @ params["W1"] + params["b1"]
    C = f(Z1)
    Z2 = C @ params["W2"] + params["b2"]
    B = f(Z2)
    Z3 = B @ params["Wo"] + params["bo"]
    return {"Z1": Z1, "C": C, "Z2": Z2, "B": B, "Z3": Z3, "A": f(Z3)}
