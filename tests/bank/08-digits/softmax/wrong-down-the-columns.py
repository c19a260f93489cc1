# score: 0
# mistake: softmax-over-columns
def softmax_cross_entropy(logits, labels):
    m = len(logits)
    Z = logits - logits.max(axis=0)
    log_P = Z - np.log(np.exp(Z).sum(axis=0))
    D = np.exp(log_P)
    loss = -log_P[np.arange(m), labels].mean()
    D[np.arange(m), labels] -= 1
    return loss, D / m
