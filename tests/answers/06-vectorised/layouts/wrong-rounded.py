# score: 0
# says: no single slip
def to_columns(X, W, b):
    return X.T.round(3), W.T.round(3), b[:, None].round(3)
