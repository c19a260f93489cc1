# score: 0
def gradients(X, Y, params, f, df):
    return {name: np.zeros_like(value) for name, value in params.items()}
