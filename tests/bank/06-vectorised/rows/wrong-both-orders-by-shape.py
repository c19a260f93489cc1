# score: 1
# mistake: order-by-shapes
def affine_backward(X, W, dZ):
    def fitting(shape, *factors):
        a, b = factors
        for one in (a, a.T):
            for other in (b, b.T):
                if one.shape[1] == other.shape[0] and (one.shape[0], other.shape[1]) == shape:
                    return one @ other
                if other.shape[1] == one.shape[0] and (other.shape[0], one.shape[1]) == shape:
                    return other @ one

    return fitting(X.shape, W, dZ), fitting(W.shape, X, dZ), dZ.sum(axis=0)
