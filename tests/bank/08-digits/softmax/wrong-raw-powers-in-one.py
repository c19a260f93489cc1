# score: 0
# mistake: S4
def softmax_cross_entropy(logits, labels):
    m = len(logits)
    total = np.exp(logits).sum(axis=1)
    loss = (np.log(total) - logits[np.arange(m), labels]).mean()
    D = np.exp(logits) / total[:, None]
    D[np.arange(m), labels] -= 1
    return loss, D / m
