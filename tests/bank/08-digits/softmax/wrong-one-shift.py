# score: 0
# mistake: one-shift-for-all-rows
def softmax_cross_entropy(logits, labels):
    m = len(logits)
    Z = logits - np.max(logits)
    E = np.exp(Z)
    P = E / E.sum(axis=1, keepdims=True)
    loss = np.mean(np.log(E.sum(axis=1)) - Z[np.arange(m), labels])
    P[np.arange(m), labels] -= 1
    return loss, P / m
