# score: 2
step = np.vectorize(lambda t, g, e: t - e * g, otypes=[float])
