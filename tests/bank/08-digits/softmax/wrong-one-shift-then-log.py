# score: 0
# mistake: one-shift-for-all-rows
def softmax_cross_entropy(logits, labels):
    m = len(logits)
    E = np.exp(logits - np.max(logits))
    P = E / E.sum(axis=1, keepdims=True)
    loss = -np.log(P[np.arange(m), labels]).mean()
    P[np.arange(m), labels] -= 1
    return loss, P / m
