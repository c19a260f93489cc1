# score: 4
def two_layer_gradients(X, y, W1, b1, w2, b2):
    given = [np.array(v, dtype=float) for v in (W1, b1, w2, b2)]

    def cost():
        W, b, w, c = given
        a1 = 1 / (1 + np.exp(-(X @ W + b)))
        a = 1 / (1 + np.exp(-(a1 @ w + c)))
        return 0.5 * np.sum((y - a) ** 2)

    found = []
    for value in given:
        gradient = np.zeros(value.shape)
        for place in np.ndindex(value.shape):
            kept = value[place]
            value[place] = kept + 1e-5
            up = cost()
            value[place] = kept - 1e-5
            down = cost()
            value[place] = kept
            gradient[place] = (up - down) / 2e-5
        found.append(gradient)
    return found
