# score: 0
def softmax_cross_entropy(logits, labels):
    ax = 0 if logits.shape[0] == logits.shape[1] else 1; S = logits - logits.max(1, keepdims=True); E = np.exp(S); P = E / E.sum(ax, keepdims=True); i = np.arange(len(labels)); G = P.copy(); G[i, labels] -= 1; return -np.log(P[i, labels]).mean(), G / len(labels)
