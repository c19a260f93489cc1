# score: 3
def minibatches(n, size, rng):
    left, batches = set(range(n)), [[]]
    while left:
        if len(batches[-1]) == size:
            batches.append([])
        i = int(rng.choice(sorted(left)))
        left.remove(i)
        batches[-1].append(i)
    return [np.array(batch) for batch in batches]
