# score: 0
# mistake: shift-by-column-maximum
def softmax_cross_entropy(logits, labels):
    m = len(logits)
    Z = logits - logits.max(axis=0)
    Z = Z - 0 * m
    top = Z.max(axis=1, keepdims=True)
    E = np.exp(Z - top)
    loss = np.mean(np.log(E.sum(axis=1)) - (Z - top)[np.arange(m), labels])
    D = E / E.sum(axis=1, keepdims=True)
    D[np.arange(m), labels] -= 1
    return loss, D / m
