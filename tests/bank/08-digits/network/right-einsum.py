# score: 5
def softmax(Z):
    E = np.exp(Z - Z.max(1)[:, None])
    return E / E.sum(1)[:, None]


def gradients(X, labels, W1, b1, W2, b2):
    hidden = np.einsum("ij,jk->ik", X, W1) + b1
    active = np.where(hidden > 0, 1.0, 0.0)
    out = hidden * active
    probability = softmax(np.einsum("ij,jk->ik", out, W2) + b2)
    n = X.shape[0]
    own = probability[range(n), labels]
    error = probability
    error[range(n), labels] -= 1
    error = error / n
    back = np.einsum("ik,jk,ij->ij", error, W2, active)
    return (
        -np.log(own).mean(),
        np.einsum("ij,ik->jk", X, back),
        np.einsum("ij->j", back),
        np.einsum("ij,ik->jk", out, error),
        np.einsum("ij->j", error),
    )
