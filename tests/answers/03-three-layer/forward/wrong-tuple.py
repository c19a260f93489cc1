# score: 0
# says: A dict with the keys
def forward(X, params, f):
    Z1 = X @ params["W1"] + params["b1"]
    C = f(Z1)
    Z2 = C @ params["W2"] + params["b2"]
    B = f(Z2)
    Z3 = B @ params["Wo"] + params["bo"]
    return Z1, C, Z2, B, Z3, f(Z3)
