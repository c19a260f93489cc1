# score: 10
def node_values(x, y, w):
    z = np.array(float(w) * x)
    e = np.exp(-z)
    p = np.reciprocal(e + 1)
    log_p, log_q = -np.log1p(e), -z - np.log1p(e)
    values = [z, e, e + 1, p, log_p, e * p, log_q, log_q - y * log_q, y * log_p]
    table = {f"xi{k}": np.asarray(value) for k, value in enumerate(values, 1)}
    table["L"] = np.array(z - y * z + np.log1p(e))
    return table
