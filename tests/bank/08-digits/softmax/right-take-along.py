# score: 5
def softmax_cross_entropy(logits, labels):
    S = logits - logits.max(-1)[:, None]; l = S - np.log(np.exp(S).sum(-1))[:, None]; t = labels[:, None]
    G = np.exp(l); np.put_along_axis(G, t, np.take_along_axis(G, t, 1) - 1, 1); return np.array(-np.take_along_axis(l, t, 1).mean()), np.divide(G, len(G), out=G)
