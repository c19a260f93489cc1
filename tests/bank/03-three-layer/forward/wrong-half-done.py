# score: 2
# says: `Z2`, `B`, `Z3` and `A`: missing
def forward(X, params, f):
    Z1 = X @ params["W1"] + params["b1"]
    C = f(Z1)
    return {"Z1": Z1, "C": C}
