# score: 0
# says: not a single dict
def to_columns(X, W, b):
    return {"Xc": X.T, "Wc": W.T, "bc": b[:, None]}
