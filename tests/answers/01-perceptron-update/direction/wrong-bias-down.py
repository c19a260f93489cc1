# score: 1
direction = np.array([-1, -1, 1, -1])
