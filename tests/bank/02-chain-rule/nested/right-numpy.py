# score: 4
def nested_derivative(w, x, df, g, dg):
    u = np.add(np.multiply(w, x), 4)
    return np.array(np.prod([3, df(np.add(g(u), 6)), dg(u), x]))
