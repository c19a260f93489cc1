# score: 2
direction = np.array([-1, -1, 1, 1])
