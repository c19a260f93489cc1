# score: 2
# mistake: one-subtracted-from-columns
def softmax_cross_entropy(logits, labels):
    m, k = logits.shape
    rows = np.arange(m)
    Y = np.zeros((m, k))
    Y[rows, labels] = 1
    Z = logits - logits.max(axis=1, keepdims=True)
    log_P = Z - np.log(np.exp(Z).sum(axis=1, keepdims=True))
    P = np.exp(log_P)
    loss = -log_P[rows, labels].mean()
    D = (P - Y) / m
    D = P.copy()
    D[:, labels] -= 1
    D = D / m
    return loss, D
