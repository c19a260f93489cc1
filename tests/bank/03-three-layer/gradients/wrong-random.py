# score: 0
def gradients(X, Y, params, f, df):
    rng = np.random.default_rng(1)
    return {name: rng.normal(size=value.shape) for name, value in params.items()}
