# score: 5
def softmax_cross_entropy(logits, labels):
    m = len(logits)
    Z = logits - logits.max(axis=1, keepdims=True)
    E = np.exp(Z)
    total = E.sum(axis=1, keepdims=True)
    rows = np.arange(m)
    loss = np.mean(np.log(total[:, 0]) - Z[rows, labels])
    D = E / total
    D[rows, labels] -= 1
    return loss, D / m
