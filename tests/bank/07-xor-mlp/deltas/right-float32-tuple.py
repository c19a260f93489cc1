# score: 3
def deltas(weights, activations, y):
    A = [np.asarray(a, dtype="float32") for a in activations]
    e = A[-1] - np.asarray(y, dtype="float32")
    backwards = []
    for a, W in zip(reversed(A[1:]), [*weights[:0:-1], None]):
        d = e * a * (1 - a)
        backwards.append(d)
        e = None if W is None else d @ W.T.astype("float32")
    return tuple(backwards[::-1])
